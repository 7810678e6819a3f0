import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { conversationChain, emptyChainHead } from '../../lambdas/core/audit/audit-chain.ts'
import { storagePorts } from './dynamodb-storage.ts'
import { embeddedStorage } from './embedded-storage.ts'
import { expectUniqueTokens, recordRequests } from './recorded-requests.ts'
import { newSampleRecords } from './sample-records.ts'
import { storeOpenedForm } from './stored-samples.ts'
import { type CommandStub, withCommandStub } from './stubbed-client.ts'
import { templateChange } from './templates.ts'

const $metadata = {}
const message = 'of the test'

/** A cancellation with these reasons, in the order of the items: key, form, conversation, submission, data key, record. */
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({ $metadata, message, CancellationReasons: codes.map((Code) => ({ Code })) })

describe('conflicts in DynamoDB', () => {
  const storage = embeddedStorage()

  const portsWith = (standIn: CommandStub) => {
    const { client, sent } = recordRequests(withCommandStub(storage().newClient(), standIn))
    const waits: number[] = []
    const pause = async (attempt: number) => void waits.push(attempt)
    const { tables } = storage()
    return { ports: storagePorts({ documents: documentClientOf(client), tables, pause }), sent, waits, client }
  }
  /** Throws these errors at the command, one after the other, and then lets it through. */
  const throwing = (at: string, ...errors: readonly Error[]) => {
    const left = [...errors]
    return portsWith((command) => {
      const error = command === at ? left.shift() : undefined
      if (error !== undefined) throw error
      return undefined
    })
  }
  const always = (at: string, error: Error) =>
    portsWith((command) => {
      if (command === at) throw error
      return undefined
    })

  test('a transaction cancelled by a conflict is retried with a new token', async () => {
    const sample = await storeOpenedForm(storage())
    const { ports, sent, waits, client } = throwing(
      'TransactWriteItemsCommand',
      cancelled('None', 'TransactionConflict', 'None', 'None', 'None', 'None'),
      cancelled('ThrottlingError', 'None', 'None', 'None', 'None', 'None'),
      cancelled('None', 'None', 'None', 'None', 'None', 'ProvisionedThroughputExceeded'),
    )
    expect(await ports.submissions.store(sample.store)).toHaveProperty('stored')
    expect(waits).toEqual([1, 2, 3])
    expectUniqueTokens(sent)
    client.destroy()
  })

  test('a transaction whose chain position is taken is retried with a new audit record and no other change', async () => {
    const sample = await storeOpenedForm(storage())
    const first = await storage().ports.audit.append(sample.event, undefined)
    await storage().ports.audit.append(sample.event, first)
    const { ports, sent, client } = portsWith(() => undefined)
    expect(await ports.submissions.store({ ...sample.store, after: first })).toMatchObject({ stored: { sequence: 3 } })
    expect(sent.map(({ operation }) => operation)).toEqual(['TransactWriteItems', 'Query', 'TransactWriteItems'])
    expectUniqueTokens(sent)
    client.destroy()
  })

  test('a failed condition is reported even if the transaction has other cancellation reasons', async () => {
    const sample = await storeOpenedForm(storage())
    const refusals = [
      ['key', ['ConditionalCheckFailed', 'ConditionalCheckFailed', 'None', 'None', 'None', 'ConditionalCheckFailed']],
      ['form', ['TransactionConflict', 'ConditionalCheckFailed', 'None', 'None', 'None', 'None']],
      ['conversation', ['None', 'None', 'ConditionalCheckFailed', 'None', 'None', 'TransactionConflict']],
    ] as const
    for (const [refusedBy, codes] of refusals) {
      const { ports, client } = always('TransactWriteItemsCommand', cancelled(...codes))
      expect(await ports.submissions.store(sample.store)).toEqual({ refusedBy })
      client.destroy()
    }
  })

  test('a transaction that always conflicts causes a fault after a limited number of attempts', async () => {
    const sample = await storeOpenedForm(storage())
    const { ports, waits, client } = always('TransactWriteItemsCommand', cancelled('TransactionConflict'))
    await expect(ports.submissions.store(sample.store)).rejects.toMatchObject({ code: 'storage-conflict' })
    expect(waits.length).toBeLessThanOrEqual(20)
    client.destroy()
  })

  test.each([
    ['an error other than a cancellation', new Error('something')],
    ['a cancellation without reasons', new TransactionCanceledException({ $metadata, message })],
    ['an unknown cancellation reason', cancelled('None', 'ValidationError')],
    ['a submission that already exists', cancelled('None', 'None', 'None', 'ConditionalCheckFailed')],
  ])('%s causes a storage fault, and the transaction is not repeated', async (_, error) => {
    const sample = await storeOpenedForm(storage())
    const { ports, waits, client } = always('TransactWriteItemsCommand', error)
    await expect(ports.submissions.store(sample.store)).rejects.toMatchObject({ code: 'storage-failed' })
    expect(waits).toEqual([])
    client.destroy()
  })

  test('a write that conflicts with a transaction is retried', async () => {
    const { form, openKey } = newSampleRecords(storage().now())
    await storage().putForm(form, openKey)
    const conflict = new TransactionConflictException({ $metadata, message })
    const { ports, waits, client } = throwing('UpdateItemCommand', conflict, conflict)
    const condition = { states: ['opened'], generation: form.generation } as const
    expect(await ports.forms.change(form, condition, { state: 'declined' })).toBeDefined()
    expect(waits).toEqual([1, 2])
    client.destroy()
  })

  test('a write that always conflicts with transactions causes a fault', async () => {
    const { openKey } = newSampleRecords(storage().now())
    const conflict = new TransactionConflictException({ $metadata, message })
    const { ports, client } = always('PutItemCommand', conflict)
    await expect(ports.keys.add(openKey)).rejects.toMatchObject({ code: 'storage-conflict' })
    client.destroy()
  })

  test('an append whose chain position is always taken causes an audit log fault', async () => {
    const { event } = newSampleRecords(storage().now())
    const taken = new ConditionalCheckFailedException({ $metadata, message })
    const { ports, client } = always('PutItemCommand', taken)
    await expect(ports.audit.append(event, undefined)).rejects.toMatchObject({ code: 'audit-failed' })
    await expect(ports.audit.record(event)).rejects.toMatchObject({ code: 'audit-failed' })
    expect(await storage().chain(conversationChain(event))).toEqual([])
    client.destroy()
  })

  test('a template version gets the next number if another writer takes its number first', async () => {
    const { siteId, template, now } = newSampleRecords(storage().now())
    const change = templateChange(siteId, now)
    const { promise: isBlocked, resolve: blocked } = Promise.withResolvers<void>()
    const { promise: isUnblocked, resolve: unblock } = Promise.withResolvers<void>()
    let transactions = 0
    const { ports, client } = portsWith(async (command) => {
      if (command === 'TransactWriteItemsCommand' && ++transactions === 1) {
        blocked()
        await isUnblocked
      }
      return undefined
    })
    const first = ports.templates.addVersion(siteId, template, change)
    await isBlocked
    expect(await storage().ports.templates.addVersion(siteId, template, change)).toMatchObject({ version: 1 })
    unblock()
    expect(await first).toMatchObject({ version: 2 })
    const { templateId } = template
    const latest = await ports.records.read({ template: { siteId, templateId, version: 'latest' } })
    expect(latest.template?.template.version).toBe(2)
    client.destroy()
  })

  test('any other database error causes a storage fault, or an audit log fault for audit records', async () => {
    const { event, form, openKey, conversation } = newSampleRecords(storage().now())
    const { ports, client } = portsWith(() => {
      throw new ProvisionedThroughputExceededException({ $metadata, message })
    })
    const failed = { code: 'storage-failed' }
    const noHead = { head: emptyChainHead, readSince: 0 }
    await expect(ports.records.read({ form: form.formId })).rejects.toMatchObject(failed)
    await expect(ports.forms.send(form, { event, ...noHead, now: 1, openKey })).rejects.toMatchObject(failed)
    await expect(ports.forms.listByConversation(conversation, { limit: 3 })).rejects.toMatchObject(failed)
    await expect(ports.conversations.open(conversation)).rejects.toMatchObject(failed)
    await expect(ports.templates.list(form.siteId, { limit: 3 })).rejects.toMatchObject(failed)
    await expect(ports.audit.append(event, undefined)).rejects.toMatchObject({ code: 'audit-failed' })
    await expect(ports.audit.record(event)).rejects.toMatchObject({ code: 'audit-failed' })
    client.destroy()
  })

  test('unprocessed keys of a batch are requested again', async () => {
    const { form, openKey } = newSampleRecords(storage().now())
    let interruptions = 0
    const { ports, waits, client } = portsWith((command, input) => {
      if (interruptions >= 2 || !/^Batch/.test(command)) return undefined
      interruptions++
      const left = typeof input === 'object' && input !== null && 'RequestItems' in input ? input.RequestItems : {}
      return { reply: { Responses: {}, UnprocessedKeys: left } }
    })
    await storage().putForm(form, openKey)
    expect(waits).toEqual([])
    expect(await ports.records.read({ form: form.formId, key: openKey.keyHash })).toEqual({ form, key: openKey })
    expect(waits).toEqual([1, 2])
    client.destroy()
  })

  test('a batch that never completes causes a storage fault', async () => {
    const { form } = newSampleRecords(storage().now())
    const { ports, client } = portsWith((_, input) => {
      const left = typeof input === 'object' && input !== null && 'RequestItems' in input ? input.RequestItems : {}
      return { reply: { Responses: {}, UnprocessedKeys: left } }
    })
    await expect(ports.records.read({ form: form.formId })).rejects.toMatchObject({ code: 'storage-failed' })
    client.destroy()
  })
})
