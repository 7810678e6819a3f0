/** send-form in memory: its refusals because of the template version, and the context of a form. */
import { describe, expect, test } from 'vitest'
import { contextHash } from '../../../contracts/form-context.ts'
import { FormView, SentForm } from '../../../contracts/form-view.ts'
import { AgentId, ConversationId, type FormId, TemplateId } from '../../../contracts/identifiers.ts'
import { openForm as openFormStep } from '../../../contracts/steps/open-form.ts'
import { resendForm as resendFormStep } from '../../../contracts/steps/resend-form.ts'
import { resumeForm as resumeFormStep } from '../../../contracts/steps/resume-form.ts'
import { sendForm as step } from '../../../contracts/steps/send-form.ts'
import { submitForm as submitFormStep } from '../../../contracts/steps/submit-form.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { getForm } from '../../../lambdas/control-zone/get-form.ts'
import { listForms } from '../../../lambdas/control-zone/list-forms.ts'
import { openForm } from '../../../lambdas/control-zone/open-form.ts'
import { resendForm } from '../../../lambdas/control-zone/resend-form.ts'
import { resumeForm } from '../../../lambdas/control-zone/resume-form.ts'
import { sendForm } from '../../../lambdas/control-zone/send-form.ts'
import { issueSubmitKey } from '../../../lambdas/pci-zone/issue-submit-key.ts'
import { submitForm } from '../../../lambdas/pci-zone/submit-form.ts'
import { templateChange } from '../../port-contracts/templates.ts'
import { acme, codeOf, issuer, replyOf, request, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const templateId = TemplateId.parse('booking')
const address = '192.0.2.1'
const visitorSecret = `${'v'.repeat(42)}A`
const question = { required: false, masked: false, offTheRecord: false, type: 'text' } as const
const context = { purpose: 'Hotel', reference: 'R-17', amount: { value: '120.50', currency: 'EUR' } }

const newStage = async () => {
  const fixture = siteFixture()
  const ports = fixture.ports()
  const putTemplate = (label: string) => {
    const questions = ['name', 'room'].map((id) => ({ ...question, id, label: { en: `${label} ${id}` } }))
    const draft = TemplateDraft.parse({ defaultLocale: 'en', title: { en: 'Booking' }, questions })
    return ports.templates.addVersion(acme, { ...draft, templateId }, templateChange(acme, fixture.clock.now()))
  }
  await putTemplate('First')
  await ports.conversations.open({
    ...{ siteId: acme, conversationId, state: 'active', agentId: AgentId.parse('agent-7'), agentIssuer: issuer },
    openedAt: fixture.clock.now(),
  })
  const agent = fixture.signIn('agent', 'agent-7')
  const send = (body: object = {}) =>
    sendForm(ports)(
      request(agent, { path: { conversationId }, query: {}, body: step.body.parse({ templateId, ...body }) }),
    )
  const view = async (formId: FormId, by = agent) => {
    const got = replyOf(await getForm(ports)(request(by, { path: { formId }, query: {}, body: {} })))
    const { forms } = replyOf(
      await listForms(ports)(request(by, { path: { conversationId }, query: { limit: 50 }, body: {} })),
    )
    expect(forms.find((form) => form.formId === formId)).toEqual(got)
    return FormView.parse(got)
  }
  const resend = async (formId: FormId, body: object = {}) => {
    const asked = { path: { formId }, query: {}, body: resendFormStep.body.parse(body) }
    return SentForm.parse(replyOf(await resendForm(ports)(request(agent, asked))))
  }
  const open = async (openKey: string) => {
    const body = openFormStep.body.parse({ openKey, visitorSecret })
    return openFormStep.reply.parse(replyOf(await openForm(ports)({ path: {}, query: {}, body, address })))
  }
  const resume = async (formId: FormId) => {
    const body = resumeFormStep.body.parse({ formId, visitorSecret })
    return resumeFormStep.reply.parse(replyOf(await resumeForm(ports)({ path: {}, query: {}, body, address })))
  }
  const submit = async (formId: FormId) => {
    const proof = resumeFormStep.body.parse({ formId, visitorSecret })
    const { submitKey } = replyOf(await issueSubmitKey(ports)({ path: {}, query: {}, body: proof, address }))
    const body = submitFormStep.body.parse({ ...proof, submitKey, answers: { name: 'Ada' } })
    return replyOf(await submitForm(ports)({ path: {}, query: {}, body, address }))
  }
  return { ...fixture, putTemplate, send, view, resend, open, resume, submit }
}

describe('the template version', () => {
  test('abuse 43: in a request to send a form must be the latest, or the request is refused with `conflict` and sends nothing', async () => {
    const { send, putTemplate, tables, records } = await newStage()
    await putTemplate('Second')
    const recordsBefore = records().length
    for (const templateVersion of [1, 3]) expect(codeOf(await send({ templateVersion }))).toBe('conflict')
    // Checked before the selected questions, which may be those of another version.
    expect(codeOf(await send({ templateVersion: 1, only: ['gone'] }))).toBe('conflict')
    expect([tables.forms.all().length, tables.keys.all().length, records().length]).toEqual([0, 0, recordsBefore])
  })

  test('is returned when a form is sent, resent or read', async () => {
    const { send, putTemplate, view, resend } = await newStage()
    await putTemplate('Second')
    const sent = SentForm.parse(replyOf(await send({ templateVersion: 2, locale: 'de', only: ['room'] })))
    const asked = { templateVersion: 2, only: ['room'] }
    await putTemplate('Third')
    expect(sent).toMatchObject(asked)
    expect(await view(sent.formId)).toMatchObject(asked)
    expect(await resend(sent.formId)).toMatchObject(asked)
    const all = SentForm.parse(replyOf(await send()))
    expect(all.templateVersion).toBe(3)
    expect([Object.keys(all), Object.keys(await view(all.formId))].flat()).not.toContain('only')
  })
})

test('a resent form has the requested locale, or its previous locale if none is requested', async () => {
  const { send, tables, resend, open } = await newStage()
  const { formId } = replyOf(await send({ locale: 'de' }))
  await resend(formId)
  expect(tables.forms.get(formId)?.locale).toBe('de')
  const { openKey } = await resend(formId, { locale: 'fr' })
  expect(tables.forms.get(formId)?.locale).toBe('fr')
  expect((await open(openKey)).template.questions).toHaveLength(2)
})

describe('the context of a form', () => {
  test('is returned to the visitor, to the sender, to observers and in the receipt, even after a resend', async () => {
    const { send, view, signIn, resend, open, resume, submit } = await newStage()
    const { formId } = replyOf(await send({ context }))
    const sentAgain = await resend(formId)
    expect(await open(sentAgain.openKey)).toMatchObject({ context, status: 'opened' })
    expect(await resume(formId)).toMatchObject({ context, status: 'opened' })
    expect((await view(formId)).context).toEqual(context)
    expect((await view(formId, signIn('agent-manager', 'manager-1'))).context).toEqual(context)
    await submit(formId)
    expect(await resume(formId)).toMatchObject({ context, status: 'submitted' })
  })

  test('is stored with its hash, and a resend changes neither', async () => {
    const { send, tables, resend } = await newStage()
    const { formId } = replyOf(await send({ context }))
    const stored = { context, contextHash: await contextHash(context) }
    expect(tables.forms.get(formId)).toMatchObject(stored)
    await resend(formId)
    expect(tables.forms.get(formId)).toMatchObject(stored)
  })

  test('is absent from every reply about a form that was sent without a context', async () => {
    const { send, view, open } = await newStage()
    const sent = replyOf(await send())
    const keys = [Object.keys(await view(sent.formId)), Object.keys(await open(sent.openKey))]
    expect(keys.flat()).not.toContain('context')
  })
})
