/**
 * The documents of the pages. `tools/bundle/bundle.ts` puts those that it has just built in the place of this file, so that a function
 * and the scripts that its documents name are of one build; here, where nothing is built, there are none.
 */
import type { PageDocuments } from './serve-page.ts'

export const builtDocuments: PageDocuments = {}
