/** `node test/lib/exports/record.ts`, at a release: records the exports that the next release must still have. */
import { recordExports } from './released-exports.ts'

console.log(`Written: ${recordExports()}`)
