/** The target of a request, from its request line (RFC 9112, section 3.2). */

export interface RequestTarget {
  readonly path: string
  readonly query: URLSearchParams
  /** The host in the target. It is present only if the client uses this server as a proxy. */
  readonly host: string | undefined
}

/**
 * Parses a request target without normalising it: `..`, `//` and `\` are ordinary names, because a normalised path
 * could bypass a check. Returns `undefined` for a target that is not a path.
 */
export const requestTarget = (target: string): RequestTarget | undefined => {
  const [, host, path, query = ''] = /^(?:https?:\/\/([^/?#]+))?(\/[^?#]*)(?:\?([^#]*))?$/i.exec(target) ?? []
  return path === undefined ? undefined : { path, query: new URLSearchParams(query), host }
}
