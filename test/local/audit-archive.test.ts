import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { archiveFolder, auditArchive } from '../../local/audit-archive.ts'
import { virtualClock } from '../../local/memory/clock.ts'
import { verify } from '../../tools/audit/verify.ts'
import { conversationWriter } from '../lambdas/audit/audit-chains.ts'

const noon = Date.UTC(2030, 0, 15, 12)
const clock = virtualClock(noon)
/** The records in the table. */
let table: AuditRecord[]
let dataFolder: string

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'sealform-local-archive-'))
  table = []
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

async function* scanAuditTable() {
  for (const record of table) yield { chain: record.chain, sequence: record.sequence, record }
}
const start = () => auditArchive({ dataFolder, clock, scanAuditTable })
const Text = z.record(z.string(), z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]))
/** Appends a record to the table, and returns it for the archive. */
const write = (archive: Awaited<ReturnType<typeof start>>, record: AuditRecord): void => {
  table.push(record)
  archive.onAuditChange({ newItem: z.parse(Text, marshall(record)) })
}
const checked = () => {
  const folder = archiveFolder(dataFolder)
  return verify({ source: { folder }, checkpointsFolder: folder, firstCheckpoint: 1 })
}

describe('the local copy of the audit log', () => {
  test('can be verified from the first start, before the first record and checkpoint', async () => {
    const archive = await start()
    expect(await checked()).toMatchObject({ isIntact: true, records: 0, checkpoints: 1 })
    await archive.close()
  })

  test('contains every record and a checkpoint after the run has ended', async () => {
    const chat = conversationWriter('acme', 'a')
    const archive = await start()
    for (let count = 0; count < 3; count++) write(archive, chat.next(clock.now()))
    await archive.close()
    expect(await checked()).toMatchObject({ isIntact: true, records: 3, checkpoints: 2, uncheckpointedObjects: 0 })
    expect((await checked()).newestAt).toBe(clock.now())
  })

  test('continues at the next start, and reads no record twice after a clean stop', async () => {
    const chat = conversationWriter('acme', 'a')
    for (let runs = 1; runs <= 3; runs++) {
      const archive = await start()
      write(archive, chat.next(clock.now()))
      clock.advance(60_000)
      await archive.close()
      expect(await checked()).toMatchObject({ isIntact: true, records: runs, checkpoints: runs + 1 })
    }
  })

  test('is completed from the audit table after a crash', async () => {
    const chat = conversationWriter('acme', 'a')
    const before = await start()
    write(before, chat.next(clock.now()))
    await before.checkpoint()
    // Written to the table only: after a power failure the archive was neither notified nor closed.
    table.push(chat.next(clock.now()), chat.next(clock.now()))
    const after = await start()
    write(after, chat.next(clock.now()))
    await after.close()
    const verdict = await checked()
    expect(verdict).toMatchObject({ isIntact: true, chains: 1 })
    expect(verdict.records).toBeGreaterThanOrEqual(4)
  })

  test('contains records that were in the table before the copy existed', async () => {
    const chat = conversationWriter('acme', 'a')
    for (let count = 0; count < 1_200; count++) table.push(chat.next(noon - 86_400_000))
    const archive = await start()
    await archive.close()
    expect(await checked()).toMatchObject({ isIntact: true, records: 1_200, chains: 1 })
  })
})
