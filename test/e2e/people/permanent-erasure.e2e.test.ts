/**
 * Abuse 34, promise I12: what is erased cannot be decrypted even from a backup. A full copy of every table that can be brought
 * back to a point in time is taken, then is erased, then everything copied is put back beside the data keys as they now are.
 */
import { rm } from 'node:fs/promises'
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { type Reply, statusAndCode } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService, temporaryFolder } from '../../kit/service.ts'
import { bankAnswers, newScene, type Scene, type SubmittedForm } from '../scene.ts'
import { itemsOf, tableNames, withDatabase } from '../tables.ts'

const definitionOf = (table: TableName): TableDefinition => tableDefinitions[table]
/** The tables that a backup can hold. */
const recoverable = tableList.filter((table) => definitionOf(table).pointInTimeRecovery === true)

const keyOf = (table: TableName, item: Item) => {
  const { partition, sort } = definitionOf(table)
  return Object.fromEntries([partition, ...(sort ? [sort] : [])].map(({ name }) => [name, item[name]]))
}

/** Makes a table what it was: what has come since is gone, and what was there is there again. */
const restore = (from: ReadonlyMap<TableName, readonly Item[]>): Promise<void> =>
  withDatabase(target, async (client) => {
    const documents = documentClientOf(client)
    for (const [table, items] of from) {
      const TableName = tableNames[table]
      for (const item of await itemsOf(target, table))
        await documents.send(new DeleteCommand({ TableName, Key: keyOf(table, item) }))
      for (const Item of items) await documents.send(new PutCommand({ TableName, Item }))
    }
  })

let folder: string
let target: DatabaseService
let scene: Scene
let administrator: string
let manager: string
let erased: readonly SubmittedForm[]
let kept: SubmittedForm
let keysBefore: readonly string[]
let backup: Map<TableName, Item[]>

beforeAll(async () => {
  folder = await temporaryFolder()
  target = await startDatabaseService({ dataFolder: folder })
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
  manager = await scene.token('agent-manager', 'manager-1')
  const profiles = { 'agent-manager': ['secure-form:view-history'] }
  await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A', profiles } })
  const [one, two] = [await scene.submitted(), await scene.submitted()]
  const visitorRef = 'customer 4711'
  const theirs = await scene.newConversation()
  await scene.putConversation(theirs, 'agent-7', { visitorRef })
  const three = await scene.submitted({ to: theirs })
  const elsewhere = await scene.newConversation()
  const four = await scene.submitted({ to: elsewhere })
  kept = await scene.submitted({ to: elsewhere })
  erased = [one, two, three, four]
  keysBefore = await Promise.all(erased.map((form) => scene.retrieveKeyFor(form)))

  backup = new Map()
  for (const table of recoverable) backup.set(table, await itemsOf(target, table))
  target.clock.advance(1_000)
  for (const body of [{ conversationId: scene.conversationId }, { visitorRef }, { submissionId: four.submissionId }])
    expect((await scene.post('/v1/erasures', body, administrator)).body).toMatchObject({ status: 'done' })
  // The checkpoint of the next hour.
  target.clock.advance(1_000)
  await target.close()
  target = await startDatabaseService({ dataFolder: folder, clock: target.clock })
  await restore(backup)
  // A service that has only just been pointed at what was brought back remembers nothing.
  await target.close()
  target = await startDatabaseService({ dataFolder: folder, clock: target.clock })
  scene = { ...scene, target, ...(await sceneAfterRestore()) }
})

/** The ways of the same site, where the service now answers. */
const sceneAfterRestore = async () => {
  const { token, request, post, retrieveKeyFor, retrieveWith, issueRetrieveKey } = await newScene(target, scene.siteId)
  return { token, request, post, retrieveKeyFor, retrieveWith, issueRetrieveKey }
}

afterAll(async () => {
  await target.close()
  await rm(folder, { recursive: true, force: true })
})

const expectNothing = (reply: Reply): void => {
  expect(reply.status).toBeGreaterThanOrEqual(400)
  for (const answer of Object.values(bankAnswers)) expect(JSON.stringify(reply.body)).not.toContain(answer)
}

describe('after an erasure, with everything but the data keys brought back', () => {
  test('the tables are what they were: forms, ciphertext and conversations are there, as if nothing had been erased', async () => {
    expect(recoverable).toEqual(expect.arrayContaining(['submissions', 'forms', 'conversations', 'audit']))
    expect(recoverable).not.toContain('data-keys')
    const there = (await itemsOf(target, 'submissions')).map(({ submissionId }) => submissionId)
    expect(there).toEqual(expect.arrayContaining([...erased, kept].map(({ submissionId }) => submissionId)))
    const keys = (await itemsOf(target, 'data-keys')).map(({ submissionId }) => submissionId)
    expect(keys).toEqual([kept.submissionId])
  })

  test('the sending agent reads what was not erased, and nothing else', async () => {
    const key = await scene.retrieveKeyFor(kept)
    expect((await scene.retrieveWith(kept.submissionId, key)).body).toMatchObject({ answers: bankAnswers })
    for (const [index, { formId, submissionId }] of erased.entries()) {
      expectNothing(await scene.retrieveWith(submissionId, keysBefore[index] ?? ''))
      const issued = await scene.issueRetrieveKey(formId)
      if (issued.status === 201)
        expectNothing(
          await scene.retrieveWith(
            submissionId,
            await scene.retrieveKeyFor({ formId, openKey: '', conversationId: '' }),
          ),
        )
    }
  })

  test('a permitted manager sees nothing of it in the history', async () => {
    for (const conversationId of new Set([...erased, kept].map((form) => form.conversationId))) {
      const backend = await scene.token('chat-backend', 'chat')
      expect((await scene.post(`/v1/conversations/${conversationId}/close`, {}, backend)).status).toBe(200)
    }
    const view = (submissionId: string) =>
      scene.post(
        `/v1/history/submissions/${submissionId}/view`,
        { reason: 'to see what was brought back', reveal: ['iban', 'account-holder'] },
        manager,
      )
    expect((await view(kept.submissionId)).body).toMatchObject({ answers: { iban: bankAnswers.iban } })
    for (const { submissionId } of erased) expectNothing(await view(submissionId))
  })

  test('with the vault key itself, and with every data key that is left, nothing is decrypted', async () => {
    const dataKeys = await localKey({ folder })
    const vault = decryptingVault({ dataKeys })
    const live = (await itemsOf(target, 'data-keys')).map((item) => dataKeyItems.fromItem(item))
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

  test('and the checkpoints show that the audit log was turned back: the tombstones are missing', async () => {
    const source = { table: tableNames.audit, endpoint: target.databaseEndpoint }
    const { findings } = await verify({ source, checkpointsFolder: archiveFolder(folder), firstCheckpoint: 1 })
    const broken = findings.flatMap((finding) => ('chain' in finding ? [finding.chain] : []))
    for (const { conversationId } of erased) expect(broken).toContain(`${scene.siteId}#conversation#${conversationId}`)
    expect(
      statusAndCode(await scene.request('GET', '/v1/audit?conversationId=nowhere', { token: administrator })),
    ).toBe('404 not-found')
  })
})
