/** Reads the visitor link from the address of the page. */
import { fragmentInPath, parseVisitorLink, type VisitorLink, visitorFragment } from '../shared/visitor-link.ts'

/**
 * Reads the link. If a gateway has moved the key and the fingerprint into the path, moves them back behind the `#`, so that no
 * later request sends them.
 */
export const readLink = (): VisitorLink | undefined => {
  const misplaced = fragmentInPath(location.pathname)
  if (misplaced === undefined) return parseVisitorLink(location.hash)
  const link = parseVisitorLink(misplaced.fragment)
  const fragment = link === undefined ? '' : `#${visitorFragment(link)}`
  history.replaceState(history.state, '', `${misplaced.path}${location.search}${fragment}`)
  return link
}
