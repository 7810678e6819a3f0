/**
 * Copies the audit log, as it grows, to where nobody can change it (PCI DSS 10.3.3): each batch of the table's stream becomes an
 * object of JSON lines, records whole with their hashes, so that the chains can be checked from the copy alone.
 */
import * as z from 'zod/mini'
import type { StreamedRecord } from '../adapters/dynamodb/audit/stream.ts'
import { AuditRecord } from '../core/audit/audit.ts'
import type { Archive } from './archive.ts'
import { dayFolder } from './audit-folders.ts'

/**
 * Keeps every record at least once: when it throws, the stream hands out the same records again. An object is called by the
 * first and the last record in it, by the day on which the first was written, so that one name stands for one content: a batch that comes again whole finds its
 * object there, and one that was cut differently becomes another object.
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

/** Stands for what somebody put into the table that is no audit record. Whoever checks the copy finds it. */
const invalidRecordMarker = ({ sequenceNumber: noRecordAt }: StreamedRecord) => ({ noRecordAt })

/** A line of an exported object: a record, or what stands for none. */
export const ExportedLine = z.union([AuditRecord, z.strictObject({ noRecordAt: z.string() })])
