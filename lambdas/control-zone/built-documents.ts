/**
 * The built HTML documents of the pages. `tools/bundle/bundle.ts` replaces this file with the documents from its build,
 * so that a function serves documents and scripts of the same build. In the source tree it is empty.
 */
import type { PageDocuments } from './serve-page.ts'

export const builtDocuments: PageDocuments = {}
