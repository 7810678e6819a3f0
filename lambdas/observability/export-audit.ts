/**
 * Copies the audit log, as it grows, to where nobody can change it (PCI DSS 10.3.3): each batch of the table's stream becomes an
 * object of JSON lines, records whole with their hashes, so that the chains can be checked from the copy alone.
 */
import type { StreamedRecord } from '../adapters/audit-stream.ts'

export interface AuditArchive {
  /** Keeps a text under a name. The same again is kept as the same. Throws `export-failed`. */
  put(name: string, text: string): Promise<void>
}

/**
 * Keeps every record at least once: when it throws, the stream hands out the same records again. An object is called by the
 * first record in it, by day, so that a batch that comes again takes its old place.
 */
export const exportAudit =
  (archive: AuditArchive) =>
  async (records: readonly StreamedRecord[]): Promise<void> => {
    const [first] = records
    if (first === undefined) return
    const day = new Date(first.record.at).toISOString().slice(0, 10).replaceAll('-', '/')
    const lines = records.map(({ record }) => `${JSON.stringify(record)}\n`)
    await archive.put(`audit/${day}/${first.sequenceNumber}.jsonl`, lines.join(''))
  }
