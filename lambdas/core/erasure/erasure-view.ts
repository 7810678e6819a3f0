import type { ErasureView } from '../../../contracts/steps/erase.ts'
import { timestamp } from '../time.ts'
import type { ErasureRecord } from './erasures.ts'

/** Returns the receipt of an erasure. */
export const erasureView = ({
  erasureId,
  status,
  earlierSubmissions = 0,
  erasedSubmissions,
  beyondPlace = 0,
  erasedAt,
}: ErasureRecord): ErasureView => ({
  erasureId,
  status,
  erasedSubmissions: earlierSubmissions + erasedSubmissions + beyondPlace,
  erasedAt: timestamp(erasedAt),
})
