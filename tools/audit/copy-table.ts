/** Copies the current content of the table into an archive. */
import type { Archive } from '../../lambdas/audit/archive.ts'
import { dayFolder } from '../../lambdas/audit/audit-folders.ts'
import type { CopyResult } from './copy-archive.ts'
import { belongsToSite } from './exported-records.ts'
import { type AuditTable, rowsOf } from './table-records.ts'

const linesPerObject = 5_000

/**
 * Copies every record from the table to the archive. For an item that is not a record, copies only its key. Throws
 * Fault `storage-failed` or `export-failed`.
 */
export const copyTable = async (
  table: AuditTable,
  to: Archive,
  { now, site }: { readonly now: number; readonly site: string | undefined },
): Promise<CopyResult> => {
  const folder = dayFolder(now)
  let [objects, lines] = [0, 0]
  let waiting: string[] = []
  const put = async (): Promise<void> => {
    if (waiting.length === 0) return
    objects += 1
    lines += waiting.length
    await to.putOnce(`${folder}table-${String(objects).padStart(6, '0')}.jsonl`, waiting.join(''))
    waiting = []
  }
  for await (const { chain, sequence, record } of rowsOf(table)) {
    if (!belongsToSite(site, chain)) continue
    waiting.push(`${JSON.stringify(record ?? { noRecordAt: `${chain} ${sequence}` })}\n`)
    if (waiting.length === linesPerObject) await put()
  }
  await put()
  return { objects, lines }
}
