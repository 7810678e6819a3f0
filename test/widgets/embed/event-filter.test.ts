import { describe, expect, test } from 'vitest'
import { FormId, QuestionId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import {
  createFormEventFilter,
  createPanelEventFilter,
  type FormEvent,
  type PanelEvent,
} from '../../../widgets/embed/event-filter.ts'

const formId = FormId.parse('0b2c9e0e-54a4-4d0c-a4d1-111111111111')
const otherId = FormId.parse('0b2c9e0e-54a4-4d0c-a4d1-222222222222')
const submissionId = SubmissionId.parse('0b2c9e0e-54a4-4d0c-a4d1-333333333333')
const progress = { event: 'progress', formId, questions: { [QuestionId.parse('name')]: 'empty' } } as const
const state = <const Name extends string>(event: Name, id = formId) => ({ event, formId: id })
const error = <const Code extends string>(code: Code) => ({ event: 'error', code }) as const
const sent = (link: string) =>
  ({ event: 'sent', formId, templateId: TemplateId.parse('card-payment'), title: 'Card', link }) as const

describe('the events of a form', () => {
  const names = (...events: FormEvent[]) => events.filter(createFormEventFilter()).map(({ event }) => event)
  const submitted = { event: 'submitted', formId, submissionId } as const

  test('are each dispatched once when the frame is reloaded while the form is open', () => {
    expect(names(state('opened'), progress, state('opened'), progress, submitted)).toEqual([
      'opened',
      'progress',
      'progress',
      'submitted',
    ])
  })

  test.each([submitted, state('declined'), state('expired')])('end with the first $event', (last) => {
    const later = [submitted, state('declined'), state('expired'), state('opened'), progress, error('not-available')]
    expect(names(state('opened'), last, ...later)).toEqual(['opened', last.event])
  })

  test('contain the same error again only after another event', () => {
    const again = [error('unreachable'), error('unreachable')]
    expect(names(...again, error('not-available'), state('opened'), ...again)).toEqual([
      'error',
      'error',
      'opened',
      'error',
    ])
  })
})

describe('the events of a panel', () => {
  const names = (...events: PanelEvent[]) => events.filter(createPanelEventFilter()).map(({ event }) => event)
  const retrieved = { event: 'retrieved', formId, submissionId } as const

  test('contain each state of a form once, although a list and a push report it', () => {
    expect(
      names(sent('a'), state('opened'), state('opened'), progress, state('opened'), state('submitted'), retrieved),
    ).toEqual(['sent', 'opened', 'progress', 'submitted', 'retrieved'])
  })

  test('contain nothing that contradicts the answers that have arrived', () => {
    const late = [state('submitted'), state('opened'), progress, state('expired'), state('declined'), retrieved]
    expect(names(state('submitted'), retrieved, ...late)).toEqual(['submitted', 'retrieved'])
    const viewed = { event: 'viewed', formId } as const
    expect(names(state('submitted'), retrieved, viewed, ...late, viewed)).toEqual(['submitted', 'retrieved', 'viewed'])
  })

  test('begin again when the form is sent again, and contain each link once', () => {
    expect(
      names(sent('a'), sent('a'), state('opened'), state('expired'), sent('b'), state('opened'), state('expired')),
    ).toEqual(['sent', 'opened', 'expired', 'sent', 'opened', 'expired'])
  })

  test('keep the states of two forms apart', () => {
    expect(names(state('opened'), state('opened', otherId), state('opened'))).toEqual(['opened', 'opened'])
  })

  test('contain *signed-out* and the same error again only after another event', () => {
    const signedOut = { event: 'signed-out' } as const
    expect(names(signedOut, signedOut, error('not-signed-in'), error('not-signed-in'), signedOut)).toEqual([
      'signed-out',
      'error',
      'signed-out',
    ])
  })
})
