import { describe, expect, test } from 'vitest'
import { FormView } from '../../../contracts/form-view.ts'
import { Locale, QuestionId } from '../../../contracts/identifiers.ts'
import { Template } from '../../../contracts/template.ts'
import { askedQuestionsOf, goneQuestionsOf, holdAnswers } from '../../../widgets/agent/answers/held-answers.ts'

const question = (id: string, type = 'text') => ({
  ...{ id, type, label: { en: id }, required: false, masked: true, offTheRecord: type === 'pin' },
})
const template = Template.parse({
  ...{ templateId: 'own-form', version: 2, defaultLocale: 'en', title: { en: 'Own form' } },
  questions: [question('name'), question('city'), question('first-pin', 'pin'), question('second-pin', 'pin')],
})
const form = (more: object = {}) =>
  FormView.parse({
    ...{ formId: 'b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f10', conversationId: 'chat-1', templateId: 'own-form' },
    ...{ templateVersion: 2, agentId: 'agent-7', status: 'retrieved' },
    ...{ sentAt: '2030-01-15T12:00:00.000Z', expiresAt: '2030-01-15T12:30:00.000Z' },
    ...more,
  })
const completing = form({ follows: 'b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f11' })
const en = Locale.parse('en')
const id = (text: string) => QuestionId.parse(text)
const sealedAnswer = { enc: 'enc', ciphertext: 'ciphertext' }

const retrieved = (answers: Record<string, string>, sealed: string[], sealedStatus: 'none' | 'available' | 'gone') => ({
  ...{ submissionId: form({ submissionId: form().formId }).submissionId ?? never(), templateVersion: 2, sealedStatus },
  templateId: template.templateId,
  answers,
  sealed: new Map(sealed.map((each) => [id(each), sealedAnswer])),
})
const never = (): never => {
  throw new Error('there is one')
}
const ids = (questions: readonly { readonly id: string }[]) => questions.map(({ id }) => id)

describe('the questions in a form', () => {
  test('are known to the tab that sent it', () => {
    expect(ids(askedQuestionsOf(completing, template, { locale: en, only: [id('second-pin')] }))).toEqual([
      'second-pin',
    ])
    expect(ids(askedQuestionsOf(form(), template, { locale: en }))).toEqual(ids(template.questions))
  })

  test('are returned by the service to another tab, whether all questions were asked or only some', () => {
    expect(ids(askedQuestionsOf(form({ only: ['city'] }), template, undefined))).toEqual(['city'])
    expect(ids(askedQuestionsOf(completing, template, undefined))).toEqual(ids(template.questions))
  })
})

describe('the answers that the panel shows as gone', () => {
  const gone = (status: 'none' | 'available' | 'gone', sealed: string[] = []) =>
    goneQuestionsOf(holdAnswers(form(), template, undefined, retrieved({ name: 'Ada' }, sealed, status)))

  test('are the sealed answers that the service has already returned', () => {
    expect(gone('gone')).toEqual(['first-pin', 'second-pin'])
  })

  test('do not exist if nothing was sealed, or if the answers were just returned', () => {
    expect(gone('none')).toEqual([])
    expect(gone('available', ['first-pin'])).toEqual([])
  })
})
