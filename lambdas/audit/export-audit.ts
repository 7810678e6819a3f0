/**
 * Copies new audit records to immutable storage (PCI DSS 10.3.3). Each batch from the table's stream becomes an object
 * with one JSON record per line, including the hashes, so that the copy alone is enough to verify the chains.
 */
import * as z from 'zod/mini'
import type { StreamedRecord } from '../adapters/dynamodb/audit/stream.ts'
import { AuditRecord } from '../core/audit/audit.ts'
import type { Archive } from './archive.ts'
import { dayFolder } from './audit-folders.ts'

/**
 * Exports every record at least once: if it throws, the stream delivers the same records again. An object's name
 * contains its first and last record and the day of the first, so it identifies the content. A batch that is delivered
 * again gets the same name, and a batch with other bounds another.
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

/** The exported line in place of an item that is not a valid audit record. The verification of the copy reports it. */
const invalidRecordMarker = ({ sequenceNumber: noRecordAt }: StreamedRecord) => ({ noRecordAt })

/** A line of an exported object: a record, or the marker that stands for an invalid one. */
export const ExportedLine = z.union([AuditRecord, z.strictObject({ noRecordAt: z.string() })])
