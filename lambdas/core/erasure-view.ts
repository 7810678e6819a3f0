import type { ErasureView } from '../../contracts/steps/erase.ts'
import type { ErasureRecord } from './erasures.ts'
import { timestamp } from './time.ts'

/** The receipt of an erasure. */
export const erasureView = ({ erasureId, status, erasedSubmissions, erasedAt }: ErasureRecord): ErasureView => ({
  erasureId,
  status,
  erasedSubmissions,
  erasedAt: timestamp(erasedAt),
})
