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
import { startRecordedService } from '../../iam/recorded-service.ts'
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

test.each([
  ['close-conversation', 0],
  ['close-conversation', 60_000],
  ['put-conversation', 0],
  ['put-conversation', 60_000],
] as const)(
  'a form that is sent during %s, %i ms after the last record, is recorded and usable, or refused and cancelled',
  async (rival, milliseconds) => {
    const outcomes = new Set<string>()
    for (let ofSend = 1, sendPaused = true; sendPaused; ofSend++) {
      for (let ofRival = 1, rivalPaused = true; rivalPaused; ofRival++) {
        const conversationId = await scene.conversation()
        scene.clock.advance(milliseconds)
        secrets.length = 0
        const sending = await startUntil(ofSend, () =>
          scene.call('send-form', {
            principal: scene.agent,
            path: { conversationId },
            body: { templateId: 'bank-account' },
          }),
        )
        const rivalling = await startUntil(ofRival, () => rivals[rival](conversationId))
        sending.resume()
        // A step may wait for the other at most until the other is resumed.
        const { status, body } = await sending.result
        rivalling.resume()
        expect((await rivalling.result).status).toBe(200)
        sendPaused = sending.hasPaused
        rivalPaused = rivalling.hasPaused

        const interleaving = `${ofSend} ${ofRival}`
        const records = await chainOf(conversationId)
        expectUnbrokenChain(records)
        const events = records.map(({ event }) => event).filter((event) => event === 'form-sent')
        const [secret] = secrets
        const openKey = `sfo_${secret}`
        if (status === 201) {
          outcomes.add('sent')
          expect([interleaving, ...events]).toEqual([interleaving, 'form-sent'])
          expect(body.openKey).toBe(openKey)
          const isClosed = rival === 'close-conversation'
          expect([interleaving, await codeOfOpening(openKey)]).toEqual([interleaving, isClosed ? 'not-available' : 200])
          if (!isClosed) continue
          const cancelling = { principal: scene.agent, path: { formId: scene.text(body, 'formId') } }
          expect([interleaving, (await scene.call('cancel-form', cancelling)).status]).toEqual([interleaving, 404])
        } else {
          outcomes.add('refused')
          expect([interleaving, status, body.code, ...events]).toEqual([interleaving, 404, 'not-available'])
          if (secret !== undefined) expect(await codeOfOpening(openKey)).toBe('not-available')
          const listed = [...(await statusesIn(conversationId)), ...(await statusesIn(conversationId, 'agent-8'))]
          expect([interleaving, ...new Set(listed)]).toEqual([
            interleaving,
            ...(listed.length > 0 ? ['cancelled'] : []),
          ])
          if (listed.length > 0) outcomes.add('stored, then refused')
        }
      }
    }
    expect([...outcomes].sort()).toEqual(['refused', 'sent', 'stored, then refused'].slice(0, outcomes.size))
    expect(outcomes).toContain('sent')
    expect(outcomes).toContain('refused')
    if (milliseconds > 0) expect(outcomes).toContain('stored, then refused')
  },
  60_000,
)
