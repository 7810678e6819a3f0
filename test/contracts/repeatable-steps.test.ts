import { describe, expect, test } from 'vitest'
import type { CallResult } from '../../contracts/client.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { isRepeatable, repeatableSteps } from '../../contracts/repeatable-steps.ts'
import { provideSite } from '../kit/provide-site.ts'
import { startMemoryService } from '../kit/service.ts'
import { newConversationId, newVisitorSecret, proofOf, replyIn, type Site } from '../kit/site.ts'

let site: Site

provideSite(startMemoryService, (provided) => {
  site = provided.site
})

type Repeated = () => Promise<CallResult<unknown>>

/** For each step, prepares a request and returns it. */
const requests: Readonly<Record<(typeof repeatableSteps)[number], () => Promise<Repeated>>> = {
  'put-conversation': async () => {
    const path = { conversationId: newConversationId() }
    return () => site.backend.call('put-conversation', { path, body: { agentId: 'agent-7' } })
  },
  'close-conversation': async () => {
    const path = { conversationId: await site.newConversation() }
    return () => site.backend.call('close-conversation', { path })
  },
  'cancel-form': async () => {
    const { formId } = await site.sendForm()
    return () => site.agent.call('cancel-form', { path: { formId } })
  },
  'open-form': async () => {
    const { openKey } = await site.sendForm()
    const body = { openKey, visitorSecret: newVisitorSecret() }
    return () => site.visitor.call('open-form', { body })
  },
  'resume-form': async () => {
    const form = await site.openForm()
    return () => site.visitor.call('resume-form', { body: proofOf(form) })
  },
  'extend-form': async () => {
    const form = await site.openForm()
    return () => site.visitor.call('extend-form', { body: proofOf(form) })
  },
  'report-progress': async () => {
    const form = await site.openForm()
    return () => site.visitor.call('report-progress', { body: { ...proofOf(form), questions: { iban: 'valid' } } })
  },
  'decline-form': async () => {
    const form = await site.openForm()
    return () => site.visitor.call('decline-form', { body: proofOf(form) })
  },
  'preview-erasure': async () => {
    const { conversationId } = await site.submitForm()
    const administrator = await site.signIn('administrator', 'root')
    return () => administrator.call('preview-erasure', { body: { conversationId } })
  },
  erase: async () => {
    const { conversationId } = await site.submitForm()
    const administrator = await site.signIn('administrator', 'root')
    return () => administrator.call('erase', { body: { conversationId } })
  },
  'put-site': async () => {
    const administrator = await site.signIn('administrator', 'root')
    const { siteId: _, ...body } = replyIn(await administrator.call('get-site'))
    return () => administrator.call('put-site', { body: { ...body, name: 'Acme Two' } })
  },
  'patch-site': async () => {
    const administrator = await site.signIn('administrator', 'root')
    return () => administrator.call('patch-site', { body: { name: 'Acme Three' } })
  },
  'put-person': async () => {
    const administrator = await site.signIn('administrator', 'root')
    return () => administrator.call('put-person', { path: { subject: 'agent-9' }, body: { enabled: false } })
  },
  'issue-events-ticket': async () => () => site.agent.call('issue-events-ticket'),
  'stay-signed-in': async () => () => site.agent.call('stay-signed-in'),
}

/** Fields that differ by design: a ticket is issued for each request, and an erasure writes a receipt for each. */
const withoutIds = (reply: unknown): unknown =>
  JSON.parse(
    JSON.stringify(reply ?? null, (name, value) => (/^(ticket|erasureId|.*At)$/.test(name) ? undefined : value)),
  )

describe.each(repeatableSteps)('%s', (name) => {
  test('gets an equivalent reply when it is repeated', async () => {
    const request = await requests[name]()
    const [first, second] = [await request(), await request()]
    expect(first.problem).toBeUndefined()
    expect([second.status, withoutIds(second.reply)]).toEqual([first.status, withoutIds(first.reply)])
  })
})

test('a step that uses up a key of one invocation, or that creates something, is not repeatable', async () => {
  const names: readonly StepName[] = ['send-form', 'resend-form', 'issue-submit-key', 'submit-form', 'put-template']
  expect(names.filter((name) => isRepeatable(protocol[name]))).toEqual([])
  expect(isRepeatable(protocol['retrieve-submission'])).toBe(false)
})

test('a request with `If-Match` is repeatable only with the method GET', () => {
  expect([isRepeatable(protocol['patch-site'], '"1"'), isRepeatable(protocol['get-site'], '"1"')]).toEqual([
    false,
    true,
  ])
})
