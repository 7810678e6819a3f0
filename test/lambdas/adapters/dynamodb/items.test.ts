import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { auditItems } from '../../../../lambdas/adapters/dynamodb/audit/items.ts'
import { formPointerKey } from '../../../../lambdas/adapters/dynamodb/form-pointers.ts'
import {
  connectionItems,
  conversationItems,
  formItems,
  keyItems,
  latestTemplateItems,
  personItems,
  sessionItems,
} from '../../../../lambdas/adapters/dynamodb/items.ts'
import type { Item } from '../../../../lambdas/adapters/dynamodb/request/item-kind.ts'
import type { TableName } from '../../../../lambdas/adapters/dynamodb/tables.ts'
import { conversationChain } from '../../../../lambdas/core/audit/audit-chain.ts'
import { dataKeyItems, submissionItems } from '../../../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { embeddedStorage } from '../../../port-contracts/embedded-storage.ts'
import { newSampleRecords } from '../../../port-contracts/sample-records.ts'
import { daySeconds, storeOpenedForm } from '../../../port-contracts/stored-samples.ts'
import { templateChange } from '../../../port-contracts/templates.ts'

const malformed = { code: 'stored-item-malformed' }

describe('stored items', () => {
  const storage = embeddedStorage()
  const put = async (table: TableName, item: Item) => {
    await storage().documents.send(new PutCommand({ TableName: storage().tables[table], Item: item }))
  }

  const sample = newSampleRecords(Date.now())
  const wanted = {
    form: sample.form.formId,
    key: sample.openKey.keyHash,
    conversation: sample.conversation,
    person: sample.person,
    session: sample.session.sessionHash,
    submission: sample.submission.submissionId,
    dataKey: sample.submission.submissionId,
  }
  const items: readonly (readonly [name: keyof typeof wanted, table: TableName, item: Item])[] = [
    ['form', 'forms', formItems.toItem(sample.form)],
    ['key', 'one-time-keys', keyItems.toItem(sample.openKey)],
    ['conversation', 'conversations', conversationItems.toItem(sample.conversation)],
    ['person', 'people', personItems.toItem(sample.known)],
    ['session', 'agent-sessions', sessionItems.toItem(sample.session)],
  ]
  const vaultItems: typeof items = [
    ['submission', 'submissions', submissionItems.toItem(sample.submission)],
    ['dataKey', 'data-keys', dataKeyItems.toItem(sample.dataKey)],
  ]
  test.each(items)(
    'reading a %s with an unknown field or an invalid site id throws a fault',
    async (name, table, item) => {
      const read = () => storage().ports.records.read({ [name]: wanted[name] })
      await put(table, item)
      expect(await read()).toHaveProperty(name)
      await put(table, { ...item, unknown: 1 })
      await expect(read()).rejects.toMatchObject(malformed)
      await put(table, { ...item, siteId: 'Not A Site' })
      await expect(read()).rejects.toMatchObject(malformed)
    },
  )

  test.each(vaultItems)(
    'I10: reading a %s with an unknown field or an invalid site id returns `isMalformed` and does not throw',
    async (name, table, item) => {
      const read = () => storage().ports.records.read({ [name]: wanted[name] })
      await put(table, item)
      expect(await read()).toHaveProperty(name)
      await put(table, { ...item, unknown: 1 })
      expect(await read()).toEqual({ isMalformed: true })
      await put(table, { ...item, siteId: 'Not A Site' })
      expect(await read()).toEqual({ isMalformed: true })
    },
  )

  test('reading a record stored under the key of another record throws a fault', async () => {
    const other = newSampleRecords(Date.now())
    await put('conversations', {
      ...conversationItems.toItem(sample.conversation),
      ...conversationItems.keyOf(other.conversation),
    })
    await put('people', { ...personItems.toItem(sample.known), ...personItems.keyOf(other.person) })
    await expect(storage().ports.records.read({ conversation: other.conversation })).rejects.toMatchObject(malformed)
    await expect(storage().ports.records.read({ person: other.person })).rejects.toMatchObject(malformed)
  })

  test('I13: a form whose row was moved to another conversation is listed in the history of neither conversation', async () => {
    const { ports } = storage()
    const [one, other] = [await storeOpenedForm(storage()), await storeOpenedForm(storage())]
    const { siteId, conversationId } = other.conversation
    await put('forms', formItems.toItem({ ...one.form, siteId, conversationId }))
    expect(await ports.forms.listByConversation(one.conversation, { limit: 3 })).toEqual({
      forms: [],
      missing: [one.form.formId],
    })
    expect((await ports.forms.listByConversation(other.conversation, { limit: 3 })).forms).toEqual([other.form])
  })

  test('every port that reads a malformed item throws a fault', async () => {
    const { form, openKey, submitKey, conversation, siteId, template, event, now } = await storeOpenedForm(storage())
    const { forms, records, templates, audit } = storage().ports
    await put('forms', { ...formItems.toItem(form), unknown: 1 })
    await expect(forms.listByConversation(conversation, { limit: 3 })).rejects.toMatchObject(malformed)
    await put('one-time-keys', { ...keyItems.toItem(openKey), generation: 'two' })
    await put('one-time-keys', { ...keyItems.toItem(submitKey), generation: 'two' })
    for (const { keyHash: key } of [openKey, submitKey])
      await expect(records.read({ key })).rejects.toMatchObject(malformed)
    await put('conversations', { ...conversationItems.keyOf(conversation), item: 'form#not-an-id' })
    await expect(forms.listByConversation(conversation, { limit: 3 })).rejects.toMatchObject(malformed)
    await put('templates', { ...latestTemplateItems.keyOf({ siteId, template }), enabled: true })
    await expect(templates.list(siteId, { limit: 3 })).rejects.toMatchObject(malformed)
    await expect(templates.addVersion(siteId, template, templateChange(siteId, now))).rejects.toMatchObject(malformed)
    await put('audit', { ...auditItems.keyOf({ chain: conversationChain(event), sequence: 1 }) })
    await expect(audit.append(event, undefined)).rejects.toMatchObject({ code: 'audit-failed' })
  })

  test('a malformed connection is reported as a fault after the valid connections are checked', async () => {
    const { connections } = storage().ports
    const { session } = newSampleRecords(storage().now())
    const { siteId, issuer, subject, sessionHash } = session
    const signIn = { siteId, issuer, subject, sessionHash, signedInAt: 1 }
    const connection = { connectionId: 'm', signIn, connectedAt: 1 }
    const item = connectionItems.toItem(connection)
    for (const name of ['a', 'z']) await put('connections', { ...item, item: name, connectionId: 5 })
    await connections.add(connection)
    const found: unknown[] = []
    const readAll = async () => {
      for await (const page of connections.all()) found.push(...page)
    }
    await expect(readAll()).rejects.toMatchObject(malformed)
    expect(found).toEqual([connection])
  })

  test('each item has a TTL, and the TTL of a one-time key is one minute after the key’s expiry', async () => {
    const { ports, documents, tables, now } = storage()
    const stored = await storeOpenedForm(storage())
    await ports.sessions.create(stored.session, 1_234_567_890)
    await ports.submissions.store(stored.store)
    const sweepAt = async (table: TableName, key: Item): Promise<unknown> =>
      (await documents.send(new GetCommand({ TableName: tables[table], Key: key }))).Item?.sweepAt
    const { form, openKey, submission, dataKey, conversation, session, event } = stored
    const inSeconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
    const pointer = formPointerKey(form)
    const retention = inSeconds(now()) + 395 * daySeconds
    expect(await sweepAt('one-time-keys', keyItems.keyOf(openKey))).toBe(inSeconds(openKey.expiresAt) + 60)
    expect(await sweepAt('agent-sessions', sessionItems.keyOf(session))).toBe(1_234_567_890)
    expect(await sweepAt('submissions', submissionItems.keyOf(submission))).toBe(inSeconds(submission.expiresAt))
    expect(await sweepAt('data-keys', dataKeyItems.keyOf(dataKey))).toBe(inSeconds(dataKey.expiresAt))
    const thirteenMonths = [
      Number(await sweepAt('audit', auditItems.keyOf({ chain: conversationChain(event), sequence: 1 }))),
      Number(await sweepAt('forms', formItems.keyOf(form))) - 7 * daySeconds,
      Number(await sweepAt('conversations', conversationItems.keyOf(conversation))) - 7 * daySeconds,
    ]
    for (const at of thirteenMonths) expect(Math.abs(at - retention)).toBeLessThan(5 * daySeconds)
    expect(Number(await sweepAt('conversations', pointer))).toBeGreaterThan(retention + 20 * daySeconds)
  })
})
