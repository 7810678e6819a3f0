/**
 * Abuse 47 on DynamoDB: a form is sent while its conversation is closed or transferred. Each test runs every interleaving of the
 * requests of both functions in which each function pauses at most once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AgentId, ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import { dynamoDbAuditTrail } from '../../../lambdas/adapters/dynamodb/audit/trail.ts'
import { systemRandomness } from '../../../lambdas/adapters/process/randomness.ts'
import { recordsAfter } from '../../../lambdas/core/audit/ensure-recorded.ts'
import { backend, signIn } from '../../iam/callers.ts'
import { createScene, type JourneyScene } from '../../iam/journeys.ts'
import { type StepReply, startRecordedService } from '../../iam/recorded-service.ts'
import { expectUnbrokenChain } from '../../port-contracts/stored-samples.ts'
import { controlRequests, type RequestControl } from './request-control.ts'

const secrets: string[] = []
let scene: JourneyScene
let controlled: ReturnType<typeof controlRequests>

beforeAll(async () => {
  const bytes = (count: number) => {
    const made = systemRandomness.bytes(count)
    if (count === 32) secrets.push(Buffer.from(made).toString('base64url'))
    return made
  }
  scene = createScene(await startRecordedService({ randomness: { ...systemRandomness, bytes } }))
  controlled = controlRequests(scene.client)
})
afterAll(() => scene.close())

/** Starts the work, and waits until it pauses before this request or ends. */
const startUntil = async <Result>(pauseBefore: number, work: () => Promise<Result>) => {
  const { promise: paused, resolve: pause } = Promise.withResolvers<void>()
  const { promise: resumed, resolve: resume } = Promise.withResolvers<void>()
  let hasPaused = false
  const pauseOnce: RequestControl = async (number, send) => {
    if (number === pauseBefore) {
      hasPaused = true
      pause()
      await resumed
    }
    return await send()
  }
  const result = controlled(pauseOnce, work)
  await Promise.race([paused, result])
  return { result, resume, hasPaused }
}

const rivals = {
  'close-conversation': (conversationId: string) =>
    scene.call('close-conversation', { principal: backend, path: { conversationId } }),
  'put-conversation': (conversationId: string) =>
    scene.call('put-conversation', { principal: backend, path: { conversationId }, body: { agentId: 'agent-8' } }),
} as const

const chainOf = (conversationId: string) =>
  recordsAfter(dynamoDbAuditTrail(scene.unrecorded), {
    siteId: SiteId.parse('acme'),
    conversationId: ConversationId.parse(conversationId),
  })

const codeOfOpening = async (openKey: string) => {
  const { status, body } = await scene.call('open-form', { body: { openKey, visitorSecret: `${'v'.repeat(42)}A` } })
  return body.code ?? status
}

const statusesIn = async (conversationId: string, agentId = 'agent-7') => {
  const principal = signIn(scene.clock.now(), AgentId.parse(agentId))
  const { body } = await scene.call('list-forms', { principal, path: { conversationId } })
  return Array.isArray(body.forms) ? body.forms.map(({ status }) => status) : []
}

interface Race {
  readonly rival: keyof typeof rivals
  readonly conversationId: string
  /** The open key that send-form has made. */
  readonly openKey: string | undefined
  readonly reply: StepReply
  /** The events of the chain after the opening of the conversation. */
  readonly events: readonly string[]
}

const endings = { 'close-conversation': 'conversation-closed', 'put-conversation': 'conversation-transferred' } as const

/** The form is recorded before the rival's change. It is usable, unless the closing has ended it. */
const expectSent = async ({ rival, openKey, reply: { body }, events }: Race, interleaving: string) => {
  const isClosed = rival === 'close-conversation'
  expect([interleaving, ...events]).toEqual([interleaving, 'form-sent', endings[rival]])
  expect(body.openKey).toBe(openKey)
  expect([interleaving, await codeOfOpening(scene.text(body, 'openKey'))]).toEqual([
    interleaving,
    isClosed ? 'not-available' : 200,
  ])
  const cancelling = { principal: scene.agent, path: { formId: scene.text(body, 'formId') } }
  expect([interleaving, (await scene.call('cancel-form', cancelling)).status]).toEqual([
    interleaving,
    isClosed ? 404 : 200,
  ])
}

/** No form is recorded. A form that was stored is cancelled. Returns whether one was. */
const expectRefused = async ({ rival, conversationId, openKey, reply, events }: Race, interleaving: string) => {
  const refused = [interleaving, 404, 'not-available', endings[rival]]
  expect([interleaving, reply.status, reply.body.code, ...events]).toEqual(refused)
  if (openKey !== undefined)
    expect([interleaving, await codeOfOpening(openKey)]).toEqual([interleaving, 'not-available'])
  const listed = [...(await statusesIn(conversationId)), ...(await statusesIn(conversationId, 'agent-8'))]
  expect([interleaving, ...listed]).toEqual([interleaving, ...listed.map(() => 'cancelled')])
  return listed.length > 0
}

/** Runs one interleaving: send-form until a request, the rival until a request, and then the rest of both. */
const race = async (rival: keyof typeof rivals, conversationId: string, ofSend: number, ofRival: number) => {
  secrets.length = 0
  const call = { principal: scene.agent, path: { conversationId }, body: { templateId: 'bank-account' } }
  const sending = await startUntil(ofSend, () => scene.call('send-form', call))
  const rivalling = await startUntil(ofRival, () => rivals[rival](conversationId))
  sending.resume()
  const reply = await sending.result
  rivalling.resume()
  expect((await rivalling.result).status).toBe(200)
  const records = await chainOf(conversationId)
  expectUnbrokenChain(records)
  const [secret] = secrets
  const openKey = secret && `sfo_${secret}`
  const events = records.slice(1).map(({ event }) => event)
  return { rival, conversationId, openKey, reply, events, sending, rivalling }
}

test.each([
  ['close-conversation', 0, ['refused', 'sent', 'withdrawn']],
  ['close-conversation', 60_000, ['refused', 'sent', 'withdrawn']],
  ['put-conversation', 0, ['refused', 'sent', 'withdrawn']],
  ['put-conversation', 60_000, ['refused', 'sent', 'withdrawn']],
] as const)(
  'a form that is sent during %s, %i ms after the last record, is recorded and usable, or refused and cancelled',
  async (rival, milliseconds, expected) => {
    const outcomes = new Set<string>()
    for (let ofSend = 1, sendPaused = true; sendPaused; ofSend++) {
      for (let ofRival = 1, rivalPaused = true; rivalPaused; ofRival++) {
        const conversationId = await scene.conversation()
        scene.clock.advance(milliseconds)
        const raced = await race(rival, conversationId, ofSend, ofRival)
        sendPaused = raced.sending.hasPaused
        rivalPaused = raced.rivalling.hasPaused
        const interleaving = `${ofSend} ${ofRival}`
        if (raced.reply.status === 201) {
          await expectSent(raced, interleaving)
          outcomes.add('sent')
        } else outcomes.add((await expectRefused(raced, interleaving)) ? 'withdrawn' : 'refused')
      }
    }
    expect([...outcomes].sort()).toEqual(expected)
  },
  60_000,
)
