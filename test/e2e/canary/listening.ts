/** Listens to the server-sent events of a local run: what a deployment publishes. */
export interface Listening {
  heard(): string
  stop(): Promise<void>
}

export const listen = async (origin: string): Promise<Listening> => {
  const hangUp = new AbortController()
  const response = await fetch(new URL('/dev/events', origin), { signal: hangUp.signal })
  const heard: string[] = []
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) heard.push(decoder.decode(bytes, { stream: true }))
  })()
  // Ends with the connection, whoever ends it.
  const ended = reading.catch(() => {})
  return {
    heard: () => heard.join(''),
    stop: async () => {
      hangUp.abort()
      await ended
    },
  }
}
