/** Checks that the service runs, accepts the callers, and delivers a card payment from the visitor to the agent. */
import { trustForm } from '../../widgets/shared/trust-form.ts'
import { parseVisitorLink, withFingerprint } from '../../widgets/shared/visitor-link.ts'
import { expectEqual } from './observation.ts'
import {
  type Check,
  cardNumber,
  cardNumberQuestion,
  type OpenedForm,
  verificationCode,
  verificationQuestion,
} from './service-driver.ts'

const serviceAnswers: Check = {
  name: 'The service answers with its contract',
  async run({ visitor }) {
    await visitor.reply('get-openapi')
    return expectEqual('get-openapi', '200', '200')
  },
}

const callersSignedIn: Check = {
  name: 'The chat backend and both agents are signed in',
  async run({ agent, otherAgent, newConversation }) {
    await newConversation()
    await agent.reply('list-templates')
    await otherAgent.reply('list-templates')
    return expectEqual('put-conversation, list-templates', '200 each', '200 each')
  },
}

/** Makes the same check as the visitor's page before it shows a form. */
const visitorPageTrust = async (form: OpenedForm): Promise<string> => {
  const fingerprint = parseVisitorLink(new URL(withFingerprint(form.link, form.fingerprint)).hash)?.fingerprint
  const { template, sealingKey, context } = form.reply
  const trust = await trustForm({ questions: template.questions, context, sealingKey, fingerprint })
  if (!trust.trusted) return trust.reason
  return trust.offTheRecord.has(verificationQuestion) ? 'trusted, the CVV sealed' : 'trusted, the CVV not sealed'
}

export const cardPayment: Check = {
  name: "A card payment reaches its agent, the CVV sealed to the agent's tab",
  async run({ agent, visitor, sendForm, openForm, fillIn, issueRetrieveKey }) {
    const form = await openForm(await sendForm())
    expectEqual('open-form', 'trusted, the CVV sealed', await visitorPageTrust(form))
    const { submissionId } = await visitor.reply('submit-form', { body: await fillIn(form) })

    const retrieveKey = await issueRetrieveKey(form)
    const reply = await agent.reply('retrieve-submission', { path: { submissionId }, body: { retrieveKey } })
    expectEqual('card number', 'as typed', reply.answers[cardNumberQuestion] === cardNumber ? 'as typed' : 'another')
    expectEqual('sealed answers', 'available', reply.sealedStatus)
    const sealed = reply.sealedAnswers[verificationQuestion]
    const place = { formId: form.formId, templateVersion: reply.templateVersion, questionId: verificationQuestion }
    const code = sealed === undefined ? undefined : await form.tab.open(sealed, place).catch(() => undefined)
    expectEqual('CVV', 'opened in the tab', code === verificationCode ? 'opened in the tab' : 'not opened in the tab')

    const { status } = await agent.reply('get-form', { path: { formId: form.formId } })
    return expectEqual('get-form', 'retrieved', status)
  },
}

/** The checks on which all others depend. */
export const preconditions: readonly Check[] = [serviceAnswers, callersSignedIn]

export const journey: readonly Check[] = [cardPayment]
