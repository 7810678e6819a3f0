/** The context of the forms that the agent's tab sends, without a browser. */
import { expect, test } from 'vitest'
import { contextHash } from '../../../contracts/form-context.ts'
import { FormView } from '../../../contracts/form-view.ts'
import { ConversationId, FormId, Locale, QuestionId } from '../../../contracts/identifiers.ts'
import { SealingKey } from '../../../contracts/sealing.ts'
import { sendForm } from '../../../contracts/steps/send-form.ts'
import { localise, Template } from '../../../contracts/template.ts'
import { createTabKeys } from '../../../widgets/agent/answers/tab-keys.ts'
import { createFormSender } from '../../../widgets/agent/sending/send-forms.ts'
import type { Access } from '../../../widgets/agent/sign-in/access.ts'
import { sealAnswer } from '../../../widgets/shared/seal-answer.ts'
import { trustForm } from '../../../widgets/shared/trust-form.ts'
import { parseVisitorLink } from '../../../widgets/shared/visitor-link.ts'

const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const questionId = QuestionId.parse('pin')
const template = Template.parse({
  ...{ templateId: 'own-form', version: 3, defaultLocale: 'en', title: { en: 'Own form' } },
  questions: [{ id: 'pin', type: 'pin', label: { en: 'PIN' }, required: true, masked: true, offTheRecord: true }],
})
const { questions } = localise(template, 'en')
const context = { purpose: 'Hotel', reference: 'R-17', amount: { value: '120.50', currency: 'EUR' } }
const later = '2030-01-15T12:00:00.000Z'
const locale = Locale.parse('en')

const startSender = () => {
  const requests: { readonly step: string; readonly body: unknown }[] = []
  const links: string[] = []
  const access: Access = {
    call: async (step, { body }) => {
      requests.push({ step: step.name, body })
      const link = `https://forms.example/form/acme#sfo_${'k'.repeat(42)}A`
      const sent = { formId, status: 'sent', templateVersion: 3, openKey: 'sfo_', openKeyExpiresAt: later }
      return { outcome: 'done', value: step.reply.parse({ ...sent, expiresAt: later, link }) }
    },
    end: () => {},
  }
  const keys = createTabKeys()
  const sender = createFormSender({
    ...{ access, conversationId: ConversationId.parse('chat-1'), visitorLocale: undefined, keys },
    postToDesktop: (message) => {
      if ('link' in message) links.push(message.link)
    },
  })
  /** Returns true if the visitor's page trusts the last link for a form with this context. */
  const isTrustedWith = async (shown: typeof context | undefined) => {
    const { body } = requests.at(-1) ?? {}
    const { sealingKey } = sendForm.body.parse({ templateId: template.templateId, ...Object(body) })
    const fingerprint = parseVisitorLink(new URL(links.at(-1) ?? '').hash)?.fingerprint
    return (await trustForm({ questions, context: shown, sealingKey, fingerprint })).trusted
  }
  return { sender, keys, requests, isTrustedWith }
}

const listed = (stated?: typeof context) =>
  FormView.parse({
    ...{ formId, conversationId: 'chat-1', templateId: 'own-form', templateVersion: 3, agentId: 'agent-7' },
    ...{ status: 'sent', sentAt: later, expiresAt: later, context: stated },
  })
const altered = { ...context, amount: { value: '999.50', currency: 'EUR' } }

test('a form is sent with its context, and only a form with this context matches the fingerprint in the link', async () => {
  const { sender, requests, isTrustedWith } = startSender()
  await sender.send({ template, locale, context })
  expect(requests).toMatchObject([{ step: 'send-form', body: { context } }])
  expect(await isTrustedWith(context)).toBe(true)
  expect(await isTrustedWith(altered)).toBe(false)
  expect(await isTrustedWith(undefined)).toBe(false)
})

test('abuse 43: a resent form keeps the context that this tab has stated, even if the service lists another', async () => {
  const { sender, requests, isTrustedWith } = startSender()
  await sender.send({ template, locale, context })
  await sender.sendAgain(listed(altered), template)
  expect(requests.at(-1)).toMatchObject({ step: 'resend-form' })
  expect(await isTrustedWith(context)).toBe(true)
  expect(await isTrustedWith(altered)).toBe(false)
})

test('a form that another tab has sent is resent with the context that the service lists', async () => {
  const { sender, isTrustedWith } = startSender()
  await sender.sendAgain(listed(context), template)
  expect(await isTrustedWith(context)).toBe(true)
})

test('an answer opens only with the context of the form that the visitor has seen', async () => {
  const { sender, keys, requests } = startSender()
  await sender.send({ template, locale, context })
  const { sealingKey } = sendForm.body.parse({ templateId: 'own-form', ...Object(requests[0]?.body) })
  const place = { formId, templateVersion: 3, questionId, contextHash: await contextHash(context) }
  const sealed = await sealAnswer('1234', { sealingKey: SealingKey.parse(sealingKey), ...place })
  expect(await keys.open(formId, sealed, { ...place, contextHash: await contextHash(altered) })).toBeUndefined()
  expect(await keys.open(formId, sealed, { ...place, contextHash: undefined })).toBeUndefined()
  expect(await keys.open(formId, sealed, place)).toBe('1234')
})
