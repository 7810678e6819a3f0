/**
 * The built documents of the pages. `tools/bundle/bundle.ts` replaces this file with the documents that it has just
 * built, so that a function and the scripts in its documents come from the same build. In the source tree it is empty.
 */
import type { PageDocuments } from './serve-page.ts'

export const builtDocuments: PageDocuments = {}
