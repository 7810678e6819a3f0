/**
 * Lets every page of this machine embed the pages of every site, so that a developer need not list the address of a page first. A
 * deployed stage has no such setting: only the site's own list counts there.
 */
import type { Records } from '../lambdas/core/records/records.ts'

/** Origins of every port, as `frame-ancestors` writes them. Content Security Policy has no notation for `[::1]`. */
export const loopbackOrigins: readonly string[] = ['http://localhost:*', 'http://127.0.0.1:*']

/** Returns records whose sites also list the origins of this machine. For the pages only: the site's settings stay as they are. */
export const withLoopbackOrigins = (records: Records): Records => ({
  async read(lookup) {
    const found = await records.read(lookup)
    if (found.site === undefined) return found
    const embeddingOrigins = [...found.site.embeddingOrigins, ...loopbackOrigins]
    return { ...found, site: { ...found.site, embeddingOrigins } }
  },
})
