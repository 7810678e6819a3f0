/**
 * The unit of work of all measures: one secure form as the pages perform it, with their listing, ticket and progress
 * reports. Four questions, one of them off the record, 1 KiB of answers, and every answer is checked.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { FormId, QuestionId } from '../contracts/identifiers.ts'
import type { Service } from '../test/kit/service.ts'
import { clientOf, newSite } from '../test/kit/site.ts'
import { createSealingKey } from '../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../widgets/shared/seal-answer.ts'

const templateId = 'bench'
const sealedQuestion = QuestionId.parse('secret')
const storedQuestions = ['one', 'two', 'three'] as const
const answerBytes = 340
const secret = 'a secret that is never stored'
const answers = Object.fromEntries(storedQuestions.map((id, index) => [id, String(index).repeat(answerBytes)]))

const question = (id: string, offTheRecord: boolean) => ({
  ...{ id, type: 'long-text' as const, label: { en: id }, required: true, masked: false, offTheRecord },
})
const template = {
  defaultLocale: 'en',
  title: { en: 'Bench' },
  questions: [...storedQuestions.map((id) => question(id, false)), question(sealedQuestion, true)],
}

/** Creates a site with the template. Returns a function that performs one form. */
export const prepareForms = async (service: Service, fetch: typeof globalThis.fetch = globalThis.fetch) => {
  const site = await newSite(service, { client: clientOf(service, fetch) })
  const administrator = await site.signIn('administrator', 'ada')
  const { version: templateVersion } = await administrator.reply('put-template', {
    path: { templateId },
    body: template,
  })

  const sendForm = async () => {
    const conversationId = await site.newConversation()
    await site.agent.reply('list-forms', { path: { conversationId } })
    await site.agent.reply('issue-events-ticket')
    const key = await createSealingKey()
    const { sealingKey } = key
    return { key, sent: await site.sendForm({ conversationId, templateId, templateVersion, sealingKey }) }
  }

  /** Fills in and submits a form. Reports the progress first if `reports` is true. */
  const submitForm = async ({ key, sent }: Awaited<ReturnType<typeof sendForm>>, reports: boolean) => {
    const opened = await site.openForm(sent)
    const { formId, visitorSecret } = opened
    for (const [reported] of reports ? storedQuestions.entries() : []) {
      const questions = Object.fromEntries(storedQuestions.slice(0, reported + 1).map((id) => [id, 'valid' as const]))
      await site.visitor.reply('report-progress', { body: { formId, visitorSecret, questions } })
    }
    const place = { formId: FormId.parse(formId), templateVersion, questionId: sealedQuestion }
    const sealed = await sealAnswer(secret, { sealingKey: key.sealingKey, ...place })
    return { place, submitted: await site.submitForm(opened, answers, { [sealedQuestion]: sealed }) }
  }

  const performForm = async (): Promise<void> => {
    const sending = await sendForm()
    const { place, submitted } = await submitForm(sending, true)
    const retrieved = await site.retrieve(submitted)
    const returned = retrieved.sealedAnswers[sealedQuestion]
    deepStrictEqual({ ...retrieved.answers }, answers)
    deepStrictEqual(returned && (await sending.key.open(returned, place)), secret)
    await site.closeConversation(submitted.conversationId)
  }

  /** Submits a form, and returns so many calls with which its sender retrieves it, all with the same key. */
  const retrievalsOf = async (requests: number) => {
    const { submitted } = await submitForm(await sendForm(), false)
    const retrieveKey = await site.issueRetrieveKey(submitted)
    return Array.from({ length: requests }, () => () => site.attempt.retrieve(submitted.submissionId, retrieveKey))
  }

  return { site, performForm, retrievalsOf }
}
