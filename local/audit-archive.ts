/**
 * The local run's archive of the audit log, in the data folder. The same use cases as in a deployment write the
 * archive. In a deployment, the table's stream and an hourly schedule trigger them. After a crash, a stream would
 * deliver unread records again. The local run has no stream and scans the table instead.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import { auditRecordsOf, type StreamedRecord } from '../lambdas/adapters/dynamodb/audit/stream.ts'
import { checkpointsFolder } from '../lambdas/audit/checkpoint.ts'
import { checkpointAudit } from '../lambdas/audit/checkpoint-audit.ts'
import { exportAudit } from '../lambdas/audit/export-audit.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { hours, minutes } from '../lambdas/core/time.ts'
import type { Change } from './embedded-dynamodb/change-feed.ts'
import { folderArchive, monotonicClock } from './folder-archive.ts'

export interface AuditArchiveOptions {
  /** The data folder, which contains the archive. */
  readonly dataFolder: string
  readonly clock: Clock
  /** Reads all items of the audit table, for recovery after a crash. */
  readonly scanAuditTable: () => AsyncIterable<AuditTableRow>
}

export interface AuditArchive {
  /**
   * Adds a change to the next batch. The caller must call this for each change in the audit table. The change has the
   * format of a DynamoDB stream.
   */
  onAuditChange(change: Pick<Change, 'oldItem' | 'newItem'>): void
  /** Exports all changes so far, and writes a checkpoint that covers them. */
  checkpoint(): Promise<void>
  close(): Promise<void>
}

export const archiveFolder = (dataFolder: string): string => join(dataFolder, 'archive')

const batchEveryMs = 1_000
const batchSize = 500
/**
 * The time before the last batch at which a recovery starts. Records that were written shortly before a batch may be
 * missing from the archive.
 */
const overlapMs = minutes(5)

/**
 * The state of the archive between two starts: the time up to which it is complete, and whether it was closed properly.
 */
const ArchiveState = z.strictObject({ wholeUntil: z.int(), inOrder: z.boolean() })

export const auditArchive = async ({
  dataFolder,
  clock: givenClock,
  scanAuditTable,
}: AuditArchiveOptions): Promise<AuditArchive> => {
  const clock = monotonicClock(givenClock)
  const archive = folderArchive({ folder: archiveFolder(dataFolder), clock })
  const exportRecords = exportAudit(archive)
  const makeCheckpoint = checkpointAudit({ archive, clock, settledAfterMs: 0 })
  const keptFile = join(dataFolder, 'archive.json')
  const keep = async (kept: z.infer<typeof ArchiveState>): Promise<void> => {
    await writeFile(`${keptFile}.new`, JSON.stringify(kept), { mode: 0o600 })
    await rename(`${keptFile}.new`, keptFile)
  }

  /** The next sequence number. No number is used twice, even after a restart. */
  let sequenceNumber = BigInt(Date.now()) * 1_000_000n
  const nextSequenceNumber = (): string => String(sequenceNumber++)

  const kept = await readArchiveState(keptFile)
  /** True if the archive contains all records that existed when this process started. */
  let isWhole = kept?.inOrder === true
  const exportUntilCaughtUp = (inOrder: boolean): Promise<void> =>
    keep({ wholeUntil: isWhole ? clock.now() : (kept?.wholeUntil ?? 0), inOrder: isWhole && inOrder })

  let waiting: StreamedRecord[] = []
  const exportWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize)
      await exportRecords(batch)
      waiting = waiting.slice(batch.length)
      await exportUntilCaughtUp(false)
    }
  }

  const readAgain = async (): Promise<void> => {
    if (isWhole) return
    const from = (kept?.wholeUntil ?? 0) - overlapMs
    let batch: StreamedRecord[] = []
    for await (const { record } of scanAuditTable()) {
      if (record !== undefined && record.at >= from)
        batch.push({ sequenceNumber: nextSequenceNumber(), streamedAt: clock.now(), record })
      if (batch.length === batchSize) {
        await exportRecords(batch)
        batch = []
      }
    }
    await exportRecords(batch)
    isWhole = true
  }
  await exportUntilCaughtUp(false)

  // Batches and checkpoints run one after the other. A failed batch or checkpoint is retried with the next one.
  let turn: Promise<void> = readAgain().catch(() => {})
  const inTurn = (work: () => Promise<unknown>): Promise<void> => {
    turn = turn.then(work).then(
      () => {},
      () => {},
    )
    return turn
  }
  const checkpoint = () =>
    inTurn(async () => {
      await exportWaiting()
      await makeCheckpoint()
    })
  // Make a checkpoint at the first start, so that the log can be verified within the first hour.
  if ((await archive.list(checkpointsFolder)).folders.length === 0) await checkpoint()
  const timers = [setInterval(() => inTurn(exportWaiting), batchEveryMs), setInterval(checkpoint, hours(1))]
  for (const timer of timers) timer.unref()

  return {
    checkpoint,
    onAuditChange({ oldItem, newItem }) {
      if (oldItem !== undefined || newItem === undefined) return
      waiting.push(...auditRecordsOf(insertEventOf(newItem, nextSequenceNumber(), clock.now())))
    },
    async close() {
      for (const timer of timers) clearInterval(timer)
      await checkpoint()
      await exportUntilCaughtUp(waiting.length === 0)
    },
  }
}

/** Returns the event with which a DynamoDB stream would deliver a new item. */
const insertEventOf = (NewImage: NonNullable<Change['newItem']>, SequenceNumber: string, now: number) => ({
  Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber, ApproximateCreationDateTime: now / 1_000, NewImage } }],
})

const readArchiveState = async (file: string): Promise<z.infer<typeof ArchiveState> | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : ArchiveState.parse(JSON.parse(text))
}
