/** What a request asks for, as its first line says it (RFC 9112, section 3.2). */

export interface RequestTarget {
  readonly path: string
  readonly query: URLSearchParams
  /** Named only by a client that thinks it speaks to a proxy. */
  readonly host: string | undefined
}

/**
 * Taken as it was sent: `..`, `//` and `\` are names like any other here, for a path that is tidied up may lead where nobody
 * looked. Nothing for a target that is no path.
 */
export const requestTarget = (target: string): RequestTarget | undefined => {
  const [, host, path, query = ''] = /^(?:https?:\/\/([^/?#]+))?(\/[^?#]*)(?:\?([^#]*))?$/i.exec(target) ?? []
  return path === undefined ? undefined : { path, query: new URLSearchParams(query), host }
}
