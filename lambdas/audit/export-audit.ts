/**
 * Copies new audit records to immutable storage (PCI DSS 10.3.3). Each batch from the table's stream becomes one object
 * with one JSON record per line. The records include their hashes, so the copy alone is enough to verify the chains.
 */
import * as z from 'zod/mini'
import type { StreamedRecord } from '../adapters/dynamodb/audit/stream.ts'
import { AuditRecord } from '../core/audit/audit.ts'
import type { Archive } from './archive.ts'
import { dayFolder } from './audit-folders.ts'

/**
 * Exports every record at least once: if this function throws, the stream delivers the same records again. The name of
 * an object contains its first and last record and the day of the first, so the name identifies the content. A batch
 * that is delivered again gets the same name. A batch with other bounds gets another name.
 */
export const exportAudit =
  (archive: Pick<Archive, 'putOnce'>) =>
  async (records: readonly StreamedRecord[]): Promise<void> => {
    const [first, last] = [records.at(0), records.at(-1)]
    if (first === undefined || last === undefined) return
    const lines = records.map((each) => `${JSON.stringify(each.record ?? invalidRecordMarker(each))}\n`)
    const name = `${dayFolder(first.streamedAt)}${first.sequenceNumber}-${last.sequenceNumber}.jsonl`
    await archive.putOnce(name, lines.join(''))
  }

/**
 * The line that is exported instead of an item that is not a valid audit record. The verification of the copy reports
 * such lines.
 */
const invalidRecordMarker = ({ sequenceNumber: noRecordAt }: StreamedRecord) => ({ noRecordAt })

/** A line of an exported object: a record, or the marker that stands for an invalid one. */
export const ExportedLine = z.union([AuditRecord, z.strictObject({ noRecordAt: z.string() })])
