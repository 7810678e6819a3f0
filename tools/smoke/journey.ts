/** That the service is there, knows the callers, and brings a card payment from the visitor to the agent who asked. */
import { protocol } from '../../contracts/protocol.ts'
import { trustForm } from '../../widgets/shared/trust-form.ts'
import { parseVisitorLink, withFingerprint } from '../../widgets/shared/visitor-link.ts'
import { same, told } from './observation.ts'
import { must } from './recording-client.ts'
import {
  type Check,
  cardNumber,
  cardNumberQuestion,
  type OpenedForm,
  verificationCode,
  verificationQuestion,
} from './service-driver.ts'

const thereIsAService: Check = {
  name: 'The service answers with its contract',
  async run({ wire }) {
    await must(wire, protocol['get-openapi'])
    return same('get-openapi', '200', '200')
  },
}

const callersAreKnown: Check = {
  name: 'The chat backend and both agents are signed in',
  async run({ wire, converse, signIns }) {
    await converse()
    await must(wire, protocol['list-templates'], { accessToken: signIns.agent })
    await must(wire, protocol['list-templates'], { accessToken: signIns.otherAgent })
    return same('put-conversation, list-templates', '200 each', '200 each')
  },
}

/** As the visitor's page looks at it before it shows a form. */
const trustedAsInThePage = async ({ link, tab, reply }: OpenedForm): Promise<string> => {
  const fingerprint = parseVisitorLink(new URL(withFingerprint(link, tab.fingerprint)).hash)?.fingerprint
  const { template, sealingKey } = reply
  const trust = await trustForm({ questions: template.questions, sealingKey, fingerprint })
  if (!trust.trusted) return trust.because
  return trust.offTheRecord.has(verificationQuestion) ? 'trusted, the CVV sealed' : 'trusted, the CVV not sealed'
}

const cardPayment: Check = {
  name: "A card payment reaches its agent, the CVV sealed to the agent's tab",
  async run(scene) {
    const { wire, signIns } = scene
    const form = await scene.open(await scene.sent())
    same('open-form', 'trusted, the CVV sealed', await trustedAsInThePage(form))
    const { submissionId } = await must(wire, protocol['submit-form'], { body: await scene.fillIn(form) })

    const retrieved = await scene.retrieve({ submissionId }, await scene.retrieveKey(form), signIns.agent)
    const { reply } = retrieved
    if (reply === undefined) return same('retrieve-submission', '200', told(retrieved))
    same('card number', 'as typed', reply.answers[cardNumberQuestion] === cardNumber ? 'as typed' : 'another')
    same('sealed answers', 'available', reply.sealedStatus)
    const sealed = reply.sealedAnswers[verificationQuestion]
    const place = { formId: form.formId, templateVersion: reply.templateVersion, questionId: verificationQuestion }
    const code = sealed === undefined ? undefined : await form.tab.open(sealed, place).catch(() => undefined)
    same('CVV', 'opened in the tab', code === verificationCode ? 'opened in the tab' : 'not opened in the tab')

    const call = { path: { formId: form.formId }, accessToken: signIns.agent }
    const { status } = await must(wire, protocol['get-form'], call)
    return same('get-form', 'retrieved', status)
  },
}

/** Without these nothing else can be tried. */
export const preconditions: readonly Check[] = [thereIsAService, callersAreKnown]

export const journey: readonly Check[] = [cardPayment]
