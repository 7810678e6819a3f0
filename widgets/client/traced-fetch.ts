/**
 * Returns a `fetch` that adds the `traceparent` header of the current trace to each request.
 * https://www.w3.org/TR/trace-context/
 */
export const tracedFetch =
  (fetch: typeof globalThis.fetch, traceparent: () => string | undefined): typeof globalThis.fetch =>
  (input, init) => {
    const current = traceparent()
    if (current === undefined) return fetch(input, init)
    const headers = new Headers(init?.headers)
    headers.set('traceparent', current)
    return fetch(input, { ...init, headers })
  }
