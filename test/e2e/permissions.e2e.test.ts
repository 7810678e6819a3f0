import { describe, expect, test } from 'vitest'
import { siteRecords } from '../kit/audit-trail.ts'
import { type RequestOptions, statusAndCode } from '../kit/http-client.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { bankAnswers, type Caller, newSite, newVisitorSecret, type Site, type SubmittedForm } from '../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('abuse 15: a refusal for a missing permission is recorded', async () => {
  const manager = await site.signIn('agent-manager', 'manager-1')
  expect(statusAndCode(await site.attempt.send({ by: manager }))).toBe('403 not-permitted')
  const records = await siteRecords(service, site.siteId)
  expect(records).toContainEqual(
    expect.objectContaining({ event: 'permission-refused', actor: 'agent:manager-1', outcome: 'refused' }),
  )
})

describe('a form that another agent sent', () => {
  /** The answers of every step of agents that names a form, a conversation with one in it, or a submission. */
  const answersTo = async (by: Caller, { formId, submissionId, conversationId }: SubmittedForm) => {
    const [form, conversation] = [{ path: { formId } }, { path: { conversationId } }]
    const retrieveKey = await site.issueRetrieveKey({ formId })
    const results = {
      'get-form': await by.call('get-form', form),
      'list-forms': await by.call('list-forms', conversation),
      'send-form': await site.attempt.send({ conversationId, by }),
      'resend-form': await by.call('resend-form', form),
      'cancel-form': await by.call('cancel-form', form),
      'issue-retrieve-key': await by.call('issue-retrieve-key', form),
      'retrieve-submission': await site.attempt.retrieve(submissionId, retrieveKey, by),
    }
    return Object.fromEntries(Object.entries(results).map(([step, result]) => [step, statusAndCode(result)]))
  }
  const refused = {
    'get-form': '404 not-available',
    'list-forms': '404 not-available',
    'send-form': '404 not-available',
    'resend-form': '404 not-available',
    'cancel-form': '404 not-available',
    'issue-retrieve-key': '404 not-available',
    'retrieve-submission': '404 not-available',
  }

  test('is not available to a colleague', async () => {
    const form = await site.submitForm()
    expect(await answersTo(await site.signIn('agent', 'agent-8'), form)).toEqual(refused)
  })

  test('abuse 6: is not available to an agent with the same id at another site', async () => {
    const form = await site.submitForm()
    const { formId, conversationId } = form
    const other = await newSite(service)
    expect(await answersTo(other.agent, form)).toEqual(refused)
    const manager = await other.signIn('agent-manager', 'root')
    expect(statusAndCode(await manager.call('get-form', { path: { formId } }))).toBe('404 not-available')
    const close = other.backend.call('close-conversation', { path: { conversationId } })
    expect(statusAndCode(await close)).toBe('404 not-found')
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
  })

  test('abuse 11: shows an observer its status, but never its answers', async () => {
    const observer = await site.signIn('agent-manager', 'manager-1')
    expect(await answersTo(observer, await site.submitForm())).toEqual({
      'get-form': '200 done',
      'list-forms': '200 done',
      'send-form': '403 not-permitted',
      'resend-form': '403 not-permitted',
      'cancel-form': '403 not-permitted',
      'issue-retrieve-key': '403 not-permitted',
      'retrieve-submission': '403 not-permitted',
    })
  })

  test('abuse 11: shows the next agent of a transferred conversation that it exists, but not its content', async () => {
    const form = await site.submitForm()
    const { formId, conversationId } = form
    await site.transferConversation(conversationId, 'agent-8')
    const newAgent = await site.signIn('agent', 'agent-8')
    expect(await newAgent.reply('list-forms', { path: { conversationId } })).toMatchObject({
      forms: [{ formId, agentId: 'agent-7', status: 'submitted' }],
    })
    const permitted = { 'list-forms': '200 done', 'send-form': '201 done' }
    expect(await answersTo(newAgent, form)).toEqual({ ...refused, ...permitted })
  })

  test('abuse 12: can still be retrieved by its sender after a transfer, but the sender can send no other form', async () => {
    const form = await site.submitForm()
    const { conversationId } = form
    const unsubmitted = await site.sendForm({ conversationId })
    await site.transferConversation(conversationId, 'agent-8')
    await site.sendForm({ conversationId, by: await site.signIn('agent', 'agent-8') })
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
    const { forms } = await site.agent.reply('list-forms', { path: { conversationId } })
    expect(forms.map(({ formId }) => formId).sort()).toEqual([form.formId, unsubmitted.formId].sort())
    expect(statusAndCode(await site.attempt.send({ conversationId }))).toBe('404 not-available')
    const path = { formId: unsubmitted.formId }
    expect(statusAndCode(await site.agent.call('resend-form', { path }))).toBe('404 not-available')
    expect(statusAndCode(await site.agent.call('cancel-form', { path }))).toBe('200 done')
  })
})

test('two sites may each have a conversation with the same id', async () => {
  const conversationId = await site.newConversation()
  const other = await newSite(service)
  await other.transferConversation(conversationId, 'agent-9')
  await other.closeConversation(conversationId)
  expect(statusAndCode(await site.attempt.send({ conversationId }))).toBe('201 done')
})

describe('the order of checks', () => {
  const large = { body: `"${'x'.repeat(70_000)}"` }
  const text = { body: '{}', headers: { 'content-type': 'text/plain' } }

  test('of a request is 413, 415, 401, 422, then 403', async () => {
    const path = `/v1/conversations/${await site.newConversation()}/forms`
    const { accessToken: token } = await site.signIn('agent-manager', 'manager-1')
    const post = (options: RequestOptions) => site.request('POST', path, options).then(statusAndCode)
    expect(await post({ ...large, headers: text.headers })).toBe('413 too-large')
    expect(await post(large)).toBe('413 too-large')
    expect(await post(text)).toBe('415 unsupported-media-type')
    expect(await post({ body: '{' })).toBe('401 not-signed-in')
    expect(await post({ body: '{', token })).toBe('422 not-valid')
    expect(await post({ body: {}, token })).toBe('422 not-valid')
    expect(await post({ body: { templateId: 'unknown' }, token })).toBe('403 not-permitted')
  })

  test('of send-form is 404 for the conversation, then 422 for the template', async () => {
    const templateId = 'unknown'
    const toUnknown = site.attempt.send({ templateId, conversationId: 'unknown' })
    expect(statusAndCode(await toUnknown)).toBe('404 not-available')
    expect(statusAndCode(await site.attempt.send({ templateId }))).toBe('422 not-valid')
  })

  test('of submit-form is 404 for the form, 409 for its state, then 422 for the answers, and none of them spends the key', async () => {
    const form = await site.openForm()
    const keys = [await site.issueSubmitKey(form), await site.issueSubmitKey(form)] as const
    const wrong = { iban: 'x' }
    expect(
      statusAndCode(await site.attempt.submit({ ...form, visitorSecret: newVisitorSecret() }, keys[0], wrong)),
    ).toBe('404 not-available')
    expect(statusAndCode(await site.attempt.submit(form, keys[0], wrong))).toBe('422 not-valid')
    expect(statusAndCode(await site.attempt.submit(form, keys[0]))).toBe('201 done')
    expect(statusAndCode(await site.attempt.submit(form, keys[1], wrong))).toBe('409 conflict')
    expect(statusAndCode(await site.attempt.submit(form, keys[0], wrong))).toBe('404 not-available')
  })
})
