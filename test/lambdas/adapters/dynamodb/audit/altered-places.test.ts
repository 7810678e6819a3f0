/**
 * Decision 50: the position of an audit record in the row of a form, as another role may write it. Only a position that the
 * visitor secret authenticates is used without a check, and no position breaks the chain of the conversation.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ConversationId } from '../../../../../contracts/identifiers.ts'
import { dynamoDbAuditTrail } from '../../../../../lambdas/adapters/dynamodb/audit/trail.ts'
import { chainPlaceMac } from '../../../../../lambdas/core/audit/authentic-place.ts'
import { recordsAfter } from '../../../../../lambdas/core/audit/ensure-recorded.ts'
import { acme } from '../../../../iam/callers.ts'
import { createScene, type JourneyScene } from '../../../../iam/journeys.ts'
import { startRecordedService, tables } from '../../../../iam/recorded-service.ts'
import { expectUnbrokenChain } from '../../../../port-contracts/stored-samples.ts'

let scene: JourneyScene

beforeAll(async () => {
  scene = createScene(await startRecordedService())
})
afterAll(() => scene.close())

const conversation = async () => ({ siteId: acme, conversationId: ConversationId.parse(await scene.conversation()) })
const chainOf = (of: Awaited<ReturnType<typeof conversation>>) => recordsAfter(dynamoDbAuditTrail(scene.unrecorded), of)

const Transaction = z.object({
  TransactItems: z.array(z.object({ ConditionCheck: z.optional(z.object({ TableName: z.string() })) })),
})

/** Submits an opened form whose row has this position, and counts the checks and reads of the chain. */
const submitWith = async (
  placeOf: (opened: { records: Awaited<ReturnType<typeof chainOf>>; visitorSecret: string }) => object,
) => {
  const of = await conversation()
  const proof = await scene.open(await scene.send(of.conversationId))
  const records = await chainOf(of)
  const entries = Object.entries(placeOf({ records, visitorSecret: proof.visitorSecret }))
  for (const [name, value] of entries) {
    const update = {
      ...{ TableName: tables.forms, Key: { formId: proof.formId }, UpdateExpression: 'SET #name = :value' },
      ...{ ExpressionAttributeNames: { '#name': name }, ExpressionAttributeValues: { ':value': value } },
    }
    await scene.unrecorded.documents.send(new UpdateCommand(update))
  }
  const submitKey = await scene.submitKey(proof)
  scene.requests.length = 0
  await scene.must('submit-form', { body: { ...proof, submitKey, answers: scene.bankAnswers } })
  const sent = scene.requests.flatMap((request) => (request.service === 'dynamodb' ? [request] : []))
  const transactions = sent.filter(({ operation }) => operation === 'TransactWriteItems')
  const checks = transactions
    .flatMap(({ input }) => Transaction.parse(input).TransactItems)
    .filter(({ ConditionCheck }) => ConditionCheck?.TableName === tables.audit)
  const chain = await chainOf(of)
  expectUnbrokenChain(chain)
  expect(chain.map(({ event }) => event)).toEqual(['conversation-opened', 'form-sent', 'form-opened', 'form-submitted'])
  return {
    transactions: transactions.length,
    checks: checks.length,
    reads: sent.filter(({ operation }) => operation === 'Query').length,
  }
}

const nowhere = { sequence: 7, hash: 'f'.repeat(64) }

test('a position that the visitor secret authenticates needs neither a check nor a read', async () => {
  expect(await submitWith(() => ({}))).toEqual({ transactions: 1, checks: 0, reads: 0 })
})

test('the right position without its MAC needs a check, and no read', async () => {
  expect(await submitWith(() => ({ chainMac: 'A'.repeat(43) }))).toEqual({ transactions: 1, checks: 1, reads: 0 })
})

test('a position after a gap is checked, and the record goes to the end of the chain', async () => {
  expect(await submitWith(() => ({ chainPlace: nowhere }))).toEqual({ transactions: 2, checks: 1, reads: 1 })
})

test('a position with a MAC under another secret is checked', async () => {
  const chainMac = chainPlaceMac(
    'v'.repeat(43),
    { siteId: acme, conversationId: ConversationId.parse('chat-1') },
    nowhere,
  )
  expect(await submitWith(() => ({ chainPlace: nowhere, chainMac }))).toEqual({ transactions: 2, checks: 1, reads: 1 })
})

test('another hash at the right sequence is checked, and does not fork the chain', async () => {
  const forged = await submitWith(({ records }) => ({ chainPlace: { sequence: records.length, hash: nowhere.hash } }))
  expect(forged).toEqual({ transactions: 2, checks: 1, reads: 1 })
})

test('an earlier position of the chain does not fork the chain', async () => {
  const earlier = await submitWith(({ records: [, sent] }) => ({
    chainPlace: { sequence: sent?.sequence, hash: sent?.hash },
  }))
  expect(earlier).toEqual({ transactions: 2, checks: 1, reads: 1 })
})
