/** The transitions of the answers in the agent's tab. */
import { describe, expect, test } from 'vitest'
import { FormId, QuestionId, SubmissionId } from '../../../contracts/identifiers.ts'
import { Template } from '../../../contracts/template.ts'
import {
  type AnswersState,
  allAnswersForgotten,
  answersClosed,
  answersForgotten,
  answersHeld,
  answersPhaseOf,
  answersShown,
  fetchEnded,
  fetchStarted,
  heldAnswersTo,
  lostQuestionsAsked,
  lostQuestionsOf,
  noAnswers,
  receivedSubmissionOf,
  sealedAnswerLost,
  sealedAnswerOpened,
  sealedAnswerTaken,
  submissionReceived,
} from '../../../widgets/agent/answers/answers-state.ts'
import type { HeldAnswers } from '../../../widgets/agent/answers/held-answers.ts'

const formId = FormId.parse('b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f10')
const pin = QuestionId.parse('pin')
const template = Template.parse({
  ...{ templateId: 'own-form', version: 1, defaultLocale: 'en', title: { en: 'Own form' } },
  questions: [{ id: 'pin', type: 'pin', label: { en: 'PIN' }, required: true, masked: true, offTheRecord: true }],
})
const submission = {
  ...{ submissionId: SubmissionId.parse(formId), templateId: template.templateId, templateVersion: 1, answers: {} },
  ...{ sealed: new Map([[pin, { enc: 'enc', ciphertext: 'ciphertext' }]]), sealedStatus: 'available' as const },
}
const held = (more: Partial<HeldAnswers> = {}): HeldAnswers => ({
  ...{ template, questions: template.questions, opened: new Set<QuestionId>() },
  ...{ answers: {}, sealed: submission.sealed, sealedStatus: 'available' },
  ...more,
})
const phase = (state: AnswersState) => answersPhaseOf(state, formId)
const lost = (state: AnswersState) => lostQuestionsOf(state, formId)
const shown = answersShown(answersHeld(noAnswers, formId, held()), formId)
const opened = sealedAnswerOpened(sealedAnswerTaken(shown, formId, pin), formId, pin)

describe('the answers to a form', () => {
  test('are fetched, held and shown, in this order', () => {
    const fetching = fetchStarted(noAnswers, formId)
    const received = submissionReceived(fetching, formId, submission)
    const inTab = answersHeld(received, formId, held())
    expect([noAnswers, fetching, received, inTab, fetchEnded(inTab, formId), shown].map(phase)).toEqual([
      ...['nothing', 'fetching', 'fetching', 'held', 'held', 'shown'],
    ])
  })

  test('that were fetched before their template are kept until it is loaded', () => {
    const received = fetchEnded(submissionReceived(noAnswers, formId, submission), formId)
    expect(receivedSubmissionOf(received, formId)).toBe(submission)
    expect(receivedSubmissionOf(answersHeld(received, formId, held()), formId)).toBeUndefined()
  })

  test('that are gone when they arrive can be asked again, until they were asked', () => {
    const gone = answersHeld(noAnswers, formId, held({ sealed: new Map(), sealedStatus: 'gone' }))
    expect(lost(gone)).toEqual([pin])
    expect(lost(lostQuestionsAsked(gone, formId))).toEqual([])
  })

  test('that are closed stay in the tab only while some are sealed', () => {
    expect(phase(answersClosed(shown, formId))).toBe('held')
    const closed = answersClosed(opened, formId)
    expect([phase(closed), lost(closed)]).toEqual(['nothing', [pin]])
  })

  test('leave nothing behind when they are forgotten', () => {
    expect(answersForgotten(opened, formId).forms.size).toBe(0)
    expect(allAnswersForgotten.forms.size).toBe(0)
  })

  test('stay forgotten, even if a reply or an opened answer arrives late', () => {
    const late = [
      submissionReceived(allAnswersForgotten, formId, submission),
      answersHeld(allAnswersForgotten, formId, held()),
      sealedAnswerOpened(allAnswersForgotten, formId, pin),
    ]
    expect(late).toEqual([allAnswersForgotten, allAnswersForgotten, allAnswersForgotten])
    expect(sealedAnswerOpened(answersForgotten(shown, formId), formId, pin).forms.size).toBe(0)
  })
})

test('a sealed answer can be taken once, and after a minute its question can be asked again', () => {
  expect(heldAnswersTo(sealedAnswerTaken(shown, formId, pin), formId)?.sealed.size).toBe(0)
  expect(lost(opened)).toEqual([])
  const removed = sealedAnswerLost(opened, formId, pin)
  expect([heldAnswersTo(removed, formId)?.opened.size, lost(removed)]).toEqual([0, [pin]])
  // The earlier values are unchanged.
  expect(heldAnswersTo(shown, formId)?.sealed.size).toBe(1)
})
