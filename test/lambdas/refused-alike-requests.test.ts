/**
 * Promise I9, abuse 53: a refused step sends the same requests to DynamoDB for an id that exists and for one that does not, and
 * they consume the same capacity units, however much is stored under the id that exists. The exception is
 * retrieve-submission, which asks DynamoDB for a row without its ciphertext: DynamoDB charges for the whole row.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { StepName } from '../../contracts/protocol.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { signIn } from '../iam/callers.ts'
import { createScene } from '../iam/journeys.ts'
import { type RecordedService, type StepCall, startRecordedService } from '../iam/recorded-service.ts'

interface Consumed {
  readonly operation: string
  /** Undefined when the condition of a write failed: DynamoDB does not return the consumed capacity then. */
  units?: number
  /** The size of the reply as JSON, in characters. */
  replySize?: number
}

const Capacity = z.object({ CapacityUnits: z.number() })
const Reply = z.object({ ConsumedCapacity: z.union([z.array(Capacity), Capacity]) })

/** Every request of the client, in order. */
function recordConsumed(client: DynamoDBClient): Consumed[] {
  const consumed: Consumed[] = []
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const request: Consumed = { operation: commandName.replace(/Command$/, '') }
        consumed.push(request)
        const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        const { ConsumedCapacity } = Reply.parse(reply.output)
        const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
        // DynamoDB charges a query without a result like one of up to 4 KB. The embedded database reports nothing.
        request.units = commandName === 'QueryCommand' ? Math.max(1, units) : units
        request.replySize = JSON.stringify(reply.output).length
        return reply
      },
    { step: 'initialize', name: 'recordConsumed' },
  )
  return consumed
}

interface Ids {
  readonly conversationId: string
  readonly formId: string
  readonly submissionId: string
  readonly openKey: string
  readonly submitKey: string
  readonly retrieveKey: string
}

const newSecret = () => randomBytes(32).toString('base64url')
const unknownIds = (): Ids => ({
  conversationId: `chat-${randomUUID()}`,
  formId: randomUUID(),
  submissionId: randomUUID(),
  openKey: `sfo_${newSecret()}`,
  submitKey: `sfs_${newSecret()}`,
  retrieveKey: `sfr_${newSecret()}`,
})

const visitorSecret = newSecret()
const colleague = signIn(Date.parse('2026-03-02T09:00:00.000Z'), 'agent-8')
const ofForm = ({ formId }: Ids): StepCall => ({ principal: colleague, path: { formId } })
const ofConversation = ({ conversationId }: Ids): StepCall => ({ principal: colleague, path: { conversationId } })
const ofVisitor = ({ formId }: Ids, more: object = {}): StepCall => ({ body: { formId, visitorSecret, ...more } })

/** The call of another visitor, or of another agent of the site. */
const refusedCalls: readonly (readonly [StepName, (ids: Ids) => StepCall])[] = [
  ...(['get-form', 'resend-form', 'cancel-form', 'issue-retrieve-key'] as const).map((step) => [step, ofForm] as const),
  ...(['resume-form', 'extend-form', 'issue-submit-key', 'decline-form'] as const).map(
    (step) => [step, ofVisitor] as const,
  ),
  ['report-progress', (ids) => ofVisitor(ids, { questions: {} })],
  ['submit-form', (ids) => ofVisitor(ids, { submitKey: ids.submitKey, answers: {} })],
  ['open-form', ({ openKey }) => ({ body: { openKey, visitorSecret } })],
  [
    'retrieve-submission',
    ({ submissionId, retrieveKey }) => ({ principal: colleague, path: { submissionId }, body: { retrieveKey } }),
  ],
  ['send-form', (ids) => ({ ...ofConversation(ids), body: { templateId: 'bank-account' } })],
  ['list-forms', (ids) => ({ ...ofConversation(ids), query: { limit: '50' } })],
]

const long = Array.from({ length: 12 }, (_all, index) => `long-${index + 1}`)
const longTemplate = {
  defaultLocale: 'en',
  title: { en: 'Long' },
  questions: long.map((id) => ({
    ...{ id, type: 'long-text', label: { en: id }, required: false, masked: false, offTheRecord: false },
  })),
}

/** A conversation with more forms than a page; one of them has long answers, and its keys are spent. */
async function storeKnown(service: RecordedService): Promise<Ids> {
  const { administrator, agent, must, conversation, send, open, submitKey, retrieveKey, text } = createScene(service)
  await must('put-template', { principal: administrator, path: { templateId: 'long' }, body: longTemplate })
  const conversationId = await conversation()
  const form = await send(conversationId, { templateId: 'long', only: long, context: { purpose: 'p'.repeat(200) } })
  for (let more = 0; more < 60; more++) await send(conversationId)
  const proof = await open(form)
  const key = await submitKey(proof)
  const answers = Object.fromEntries(long.map((id) => [id, 'a'.repeat(4_000)]))
  const submission = await must('submit-form', { body: { ...proof, submitKey: key, answers } })
  const submissionId = text(submission, 'submissionId')
  const spent = await retrieveKey(form.formId)
  await must('retrieve-submission', { principal: agent, path: { submissionId }, body: { retrieveKey: spent } })
  return { conversationId, ...form, submissionId, submitKey: key, retrieveKey: spent }
}

let service: RecordedService
let known: Ids
let consumed: Consumed[]
beforeAll(async () => {
  // One chain of refusals for each site, so that a warm function has its head in the cache.
  const bytes = (count: number) => (count === 1 ? Uint8Array.of(0) : systemRandomness.bytes(count))
  service = await startRecordedService({ randomness: { ...systemRandomness, bytes } })
  known = await storeKnown(service)
  consumed = recordConsumed(service.client)
})
afterAll(() => service.close())

const requestsOf = async (step: StepName, call: StepCall): Promise<readonly Consumed[]> => {
  consumed.length = 0
  expect(await service.call(step, call)).toMatchObject({ status: 404, body: { code: 'not-available' } })
  return [...consumed]
}

const consumedBy = async (step: StepName, call: StepCall): Promise<readonly Consumed[]> =>
  (await requestsOf(step, call)).map(({ operation, units }) => ({
    operation,
    ...(step !== 'retrieve-submission' && { units }),
  }))

test.each(refusedCalls)(
  '%s makes the same storage requests for ids that exist and ids that do not',
  async (step, callFor) => {
    const { conversationId, formId, submissionId } = known
    // The first calls store the session and read the heads of the refusal chains.
    for (const ids of [known, unknownIds()]) await consumedBy(step, callFor(ids))
    const ofUnknown = await consumedBy(step, callFor(unknownIds()))
    expect(ofUnknown).not.toEqual([])
    expect(await consumedBy(step, callFor(known))).toEqual(ofUnknown)
    // With a made-up key.
    expect(await consumedBy(step, callFor({ ...unknownIds(), conversationId, formId, submissionId }))).toEqual(
      ofUnknown,
    )
  },
)

test('a refused retrieval gets no ciphertext from DynamoDB', async () => {
  const [call] = refusedCalls.flatMap(([step, callFor]) => (step === 'retrieve-submission' ? [callFor(known)] : []))
  const requests = await requestsOf('retrieve-submission', call ?? {})
  expect(requests[0]).toMatchObject({ operation: 'BatchGetItem' })
  expect(requests[0]?.units).toBeGreaterThan(10)
  for (const { replySize } of requests) expect(replySize).toBeLessThan(4_000)
})
