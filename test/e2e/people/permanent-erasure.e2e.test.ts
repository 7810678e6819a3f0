/**
 * Abuse 34, promise I12: what is erased cannot be decrypted even from a backup. The test copies every table that has point-in-time
 * recovery, erases, and restores the copies beside the remaining data keys.
 */
import { rm } from 'node:fs/promises'
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallResult } from '../../../contracts/client.ts'
import { documentClientOf } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import type { Item } from '../../../lambdas/adapters/dynamodb/request/item-kind.ts'
import {
  type TableDefinition,
  type TableName,
  tableDefinitions,
  tableList,
} from '../../../lambdas/adapters/dynamodb/tables.ts'
import { decryptAnswers } from '../../../lambdas/pci-zone/vault/decrypt-answers.ts'
import { decryptingVault } from '../../../lambdas/pci-zone/vault/decrypting-vault.ts'
import { dataKeyItems, submissionItems } from '../../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { submissionContext } from '../../../lambdas/pci-zone/vault/submission-context.ts'
import { archiveFolder } from '../../../local/audit-archive.ts'
import { localKey } from '../../../local/local-key.ts'
import { verify } from '../../../tools/audit/verify.ts'
import { statusAndCode } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService, temporaryFolder } from '../../kit/service.ts'
import { agentId, bankAnswers, type Caller, newSite, type Site, type SubmittedForm } from '../../kit/site.ts'
import { itemsOf, tableNames, withDatabase } from '../../kit/tables.ts'

const definitionOf = (table: TableName): TableDefinition => tableDefinitions[table]
/** The tables that a backup can hold. */
const recoverable = tableList.filter((table) => definitionOf(table).pointInTimeRecovery === true)
/** The service has no point-in-time recovery of `audit`, but an operator can have made a copy. */
const restored: readonly TableName[] = [...recoverable, 'audit']

const keyOf = (table: TableName, item: Item) => {
  const { partition, sort } = definitionOf(table)
  return Object.fromEntries([partition, ...(sort ? [sort] : [])].map(({ name }) => [name, item[name]]))
}

/** Restores tables: later items are removed, and earlier ones are put back. */
const restore = (from: ReadonlyMap<TableName, readonly Item[]>): Promise<void> =>
  withDatabase(service, async (client) => {
    const documents = documentClientOf(client)
    for (const [table, items] of from) {
      const TableName = tableNames[table]
      for (const item of await itemsOf(service, table))
        await documents.send(new DeleteCommand({ TableName, Key: keyOf(table, item) }))
      for (const Item of items) await documents.send(new PutCommand({ TableName, Item }))
    }
  })

let folder: string
let service: DatabaseService
let site: Site
let administrator: Caller
let manager: Caller
let erased: readonly SubmittedForm[]
let kept: SubmittedForm
let keysBefore: readonly string[]
let backup: Map<TableName, Item[]>

beforeAll(async () => {
  folder = await temporaryFolder()
  service = await startDatabaseService({ dataFolder: folder })
  site = await newSite(service)
  administrator = await site.signIn('administrator', 'root')
  manager = await site.signIn('agent-manager', 'manager-1')
  await site.changeSettings({ profiles: { 'agent-manager': ['secure-form:view-history'] } })
  const visitorRef = 'customer 4711'
  const [first, second, third] = [
    await site.newConversation(),
    await site.newConversation(agentId, visitorRef),
    await site.newConversation(),
  ]
  const submitIn = (conversationId: string) => site.submitForm({ conversationId })
  const [one, two, three, four] = [
    await submitIn(first),
    await submitIn(first),
    await submitIn(second),
    await submitIn(third),
  ]
  kept = await submitIn(third)
  erased = [one, two, three, four]
  keysBefore = await Promise.all(erased.map((form) => site.issueRetrieveKey(form)))

  backup = new Map()
  for (const table of restored) backup.set(table, await itemsOf(service, table))
  service.clock.advance(1_000)
  for (const body of [{ conversationId: first }, { visitorRef }, { submissionId: four.submissionId }])
    expect(await administrator.reply('erase', { body })).toMatchObject({ status: 'done' })
  // The checkpoint of the next hour.
  service.clock.advance(1_000)
  await service.close()
  service = await startDatabaseService({ dataFolder: folder, clock: service.clock })
  await restore(backup)
  // A restart, so that the service remembers nothing of before the restore.
  await service.close()
  service = await startDatabaseService({ dataFolder: folder, clock: service.clock })
  site = await newSite(service, { id: site.siteId })
  administrator = await site.signIn('administrator', 'root')
  manager = await site.signIn('agent-manager', 'manager-1')
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true, force: true })
})

const expectNothing = (result: CallResult<unknown>): void => {
  expect(result.status).toBeGreaterThanOrEqual(400)
  for (const answer of Object.values(bankAnswers)) expect(JSON.stringify(result)).not.toContain(answer)
}

describe('after an erasure, when all tables except the data keys are restored from a backup', () => {
  test('the tables contain the forms, ciphertexts and conversations from before the erasure', async () => {
    expect(recoverable).toEqual(expect.arrayContaining(['submissions', 'forms', 'conversations']))
    expect(restored).not.toContain('data-keys')
    const there = (await itemsOf(service, 'submissions')).map(({ submissionId }) => submissionId)
    expect(there).toEqual(expect.arrayContaining([...erased, kept].map(({ submissionId }) => submissionId)))
    const keys = (await itemsOf(service, 'data-keys')).map(({ submissionId }) => submissionId)
    expect(keys).toEqual([kept.submissionId])
  })

  test('the sender can retrieve only submissions that were not erased', async () => {
    expect(await site.retrieve(kept)).toMatchObject({ answers: bankAnswers })
    for (const [index, { formId, submissionId }] of erased.entries()) {
      expectNothing(await site.attempt.retrieve(submissionId, keysBefore[index] ?? ''))
      const { reply: issued } = await site.attempt.issueRetrieveKey({ formId })
      if (issued !== undefined) expectNothing(await site.attempt.retrieve(submissionId, issued.retrieveKey))
    }
  })

  test('a permitted manager cannot view any erased submission', async () => {
    for (const conversationId of new Set([...erased, kept].map((form) => form.conversationId))) {
      await site.closeConversation(conversationId)
    }
    const view = (submissionId: string) =>
      manager.call('view-history', {
        path: { submissionId },
        body: { reason: 'to see what was restored', reveal: ['iban', 'account-holder'] },
      })
    expect((await view(kept.submissionId)).reply).toMatchObject({ answers: { iban: bankAnswers.iban } })
    for (const { submissionId } of erased) expectNothing(await view(submissionId))
  })

  test('no erased submission can be decrypted, even with the vault key and every remaining data key', async () => {
    const dataKeys = await localKey({ folder })
    const vault = decryptingVault({ dataKeys })
    const live = (await itemsOf(service, 'data-keys')).map((item) => dataKeyItems.fromItem(item))
    const submissions = (backup.get('submissions') ?? []).map((item) => submissionItems.fromItem(item))
    const own = submissions.find(({ submissionId }) => submissionId === kept.submissionId)
    const [left] = live
    if (own === undefined || left === undefined) throw new Error('nothing was kept')
    const { wrappedKey } = left
    expect(await vault.decrypt({ message: own.message, wrappedKey }, submissionContext(own))).toEqual({
      answers: bankAnswers,
    })

    const opened = await dataKeys.unwrap(wrappedKey, submissionContext(own))
    if (opened === 'integrity-failed') throw new Error('the key that was kept opens nothing')
    const gone = submissions.filter(({ submissionId }) => erased.some((form) => form.submissionId === submissionId))
    expect(gone).toHaveLength(erased.length)
    for (const { message, ...about } of gone) {
      const context = submissionContext(about)
      expect(await vault.decrypt({ message, wrappedKey }, context)).toBe('integrity-failed')
      expect(await decryptAnswers(message, new Uint8Array(opened), context)).toBe('integrity-failed')
    }
  })

  test('the verification reports that the audit log was restored, because the tombstones in the checkpoints are missing from the log', async () => {
    const source = { table: tableNames.audit, endpoint: service.databaseEndpoint }
    const { findings } = await verify({ source, checkpointsFolder: archiveFolder(folder), firstCheckpoint: 1 })
    const broken = findings.flatMap((finding) => ('chain' in finding ? [finding.chain] : []))
    for (const { conversationId } of erased) expect(broken).toContain(`${site.siteId}#conversation#${conversationId}`)
    expect(statusAndCode(await administrator.call('list-audit', { query: { conversationId: 'nowhere' } }))).toBe(
      '404 not-found',
    )
  })
})
