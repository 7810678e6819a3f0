/**
 * The one reviewed list: every finding that is accepted, and why. A stale entry fails the tests, as a finding without
 * an entry does. See docs/compliance-checks.md.
 */
import { edgeFindings } from './acknowledged/edge.ts'
import { functionFindings } from './acknowledged/functions.ts'
import { storageFindings } from './acknowledged/storage.ts'
import type { Acknowledged } from './review.ts'

export const acknowledged: readonly Acknowledged[] = [...storageFindings, ...edgeFindings, ...functionFindings]
