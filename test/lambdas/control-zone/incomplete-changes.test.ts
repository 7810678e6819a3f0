/**
 * Decision 49 on DynamoDB: the process ends before or after each request of the four steps that store their record after the
 * change.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { StepName } from '../../../contracts/protocol.ts'
import { dynamoDbAuditTrail } from '../../../lambdas/adapters/dynamodb/audit/trail.ts'
import { recordsAfter } from '../../../lambdas/core/audit/ensure-recorded.ts'
import { backend } from '../../iam/callers.ts'
import { createScene, type JourneyScene } from '../../iam/journeys.ts'
import { type StepCall, startRecordedService } from '../../iam/recorded-service.ts'
import { expectUnbrokenChain } from '../../port-contracts/stored-samples.ts'
import { controlRequests, crashAt } from './request-control.ts'

let scene: JourneyScene
let controlled: ReturnType<typeof controlRequests>

beforeAll(async () => {
  scene = createScene(await startRecordedService())
  controlled = controlRequests(scene.client)
})
afterAll(() => scene.close())

const eventsOf = async (conversationId: string) => {
  const records = await recordsAfter(dynamoDbAuditTrail(scene.unrecorded), {
    siteId: SiteId.parse('acme'),
    conversationId: ConversationId.parse(conversationId),
  })
  expectUnbrokenChain(records)
  return records.map(({ event }) => event)
}

/** Each call of the step has another crash. `check` runs after each crash, and gets the place of the crash. */
const crashEverywhere = async <Given>(
  step: StepName,
  prepare: () => Promise<Given & { readonly call: StepCall }>,
  check: (given: Given & { readonly call: StepCall }, place: string) => Promise<void>,
) => {
  let crashes = 0
  for (const phase of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const given = await prepare()
      const { control, state } = crashAt(at, phase)
      const { body } = await controlled(control, () => scene.call(step, given.call))
      if (!state.hasCrashed) break
      crashes += 1
      const place = `${phase} request ${at}`
      // A failed notification of tabs does not fail a step. No key leaves the service.
      expect([place, JSON.stringify(body)]).toEqual([place, expect.not.stringMatching(/sf[or]_/)])
      await check(given, place)
    }
  }
  expect(crashes).toBeGreaterThanOrEqual(4)
}

test('an opening is recorded once by the repeated request, and not again by the next', async () => {
  let id = 0
  const prepare = async () => {
    const conversationId = `opening-${++id}`
    return { conversationId, call: { principal: backend, path: { conversationId }, body: { agentId: 'agent-7' } } }
  }
  await crashEverywhere('put-conversation', prepare, async ({ conversationId, call }, place) => {
    for (const _ of ['repeated', 'repeated again']) {
      await scene.must('put-conversation', call)
      expect([place, await eventsOf(conversationId)]).toEqual([place, ['conversation-opened']])
    }
  })
})

test('a closing is recorded once by the repeated request, which also ends the forms, and not again by the next', async () => {
  const prepare = async () => {
    const conversationId = await scene.conversation()
    const { formId } = await scene.send(conversationId)
    return { conversationId, formId, call: { principal: backend, path: { conversationId } } }
  }
  await crashEverywhere('close-conversation', prepare, async ({ conversationId, formId, call }, place) => {
    for (const _ of ['repeated', 'repeated again']) {
      await scene.must('close-conversation', call)
      const events = ['conversation-opened', 'form-sent', 'conversation-closed']
      expect([place, await eventsOf(conversationId)]).toEqual([place, events])
    }
    const cancelling = await scene.call('cancel-form', { principal: scene.agent, path: { formId } })
    expect([place, cancelling.status]).toEqual([place, 404])
  })
})

test('I8: a form whose key did not leave the service can be sent again, and ends with its conversation', async () => {
  const prepare = async () => {
    const conversationId = await scene.conversation()
    const path = { conversationId }
    return { conversationId, call: { principal: scene.agent, path, body: { templateId: 'bank-account' } } }
  }
  await crashEverywhere('send-form', prepare, async ({ conversationId }, place) => {
    const principal = scene.agent
    const { forms } = await scene.must('list-forms', { principal, path: { conversationId } })
    const [listed] = Array.isArray(forms) ? forms : []
    const events = await eventsOf(conversationId)
    expect([place, events.filter((event) => event === 'form-sent').length <= 1]).toEqual([place, true])
    if (listed === undefined) return
    const path = { formId: listed.formId }
    expect((await scene.call('issue-retrieve-key', { principal, path })).status).toBe(409)
    const { status } = await scene.call('resend-form', { principal, path })
    // The pointer to the form can be stored without the form.
    if (status === 404) return
    await scene.must('close-conversation', { principal: backend, path: { conversationId } })
    expect([place, (await scene.call('cancel-form', { principal, path })).status]).toEqual([place, 404])
  })
})

test('I8: a retrieve key that did not leave the service releases nothing, and another one can be issued', async () => {
  const prepare = async () => {
    const conversationId = await scene.conversation()
    const { formId, submissionId } = await scene.submit(conversationId)
    return { conversationId, formId, submissionId, call: { principal: scene.agent, path: { formId } } }
  }
  await crashEverywhere('issue-retrieve-key', prepare, async ({ conversationId, formId, submissionId }, place) => {
    const principal = scene.agent
    const form = await scene.must('get-form', { principal, path: { formId } })
    expect([place, form.status]).toEqual([place, 'submitted'])
    expect(await eventsOf(conversationId)).not.toContain('submission-retrieved')
    const body = { retrieveKey: await scene.retrieveKey(formId) }
    await scene.must('retrieve-submission', { principal, path: { submissionId }, body })
  })
})
