/** What a form's card shows: the step, the actions and the tab that has the key. */
import { describe, expect, test } from 'vitest'
import { FormView } from '../../../contracts/form-view.ts'
import { Template } from '../../../contracts/template.ts'
import { cardStateOf, type FormFacts } from '../../../widgets/agent/forms/card-state.ts'
import { keyElsewhereTexts, stepText } from '../../../widgets/agent/forms/form-texts.ts'
import { messages } from '../../../widgets/agent/messages/en.ts'

const question = (id: string, type: string) => ({
  ...{ id, type, label: { en: id }, required: true, masked: type === 'pin', offTheRecord: type === 'pin' },
})
const template = Template.parse({
  ...{ templateId: 'own-form', version: 1, defaultLocale: 'en', title: { en: 'Own form' } },
  questions: [question('name', 'text'), question('city', 'text'), question('code', 'pin')],
})
const form = (status: string, more: object = {}) => ({
  ...FormView.parse({
    ...{ formId: 'b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f10', conversationId: 'chat-1', templateId: 'own-form' },
    ...{ templateVersion: 1, agentId: 'agent-7', status, sentAt: '2030-01-15T12:00:00.000Z' },
    expiresAt: '2030-01-15T12:30:00.000Z',
  }),
  ...more,
})
const facts = (status: string, more: Partial<FormFacts> = {}): FormFacts => ({
  ...{
    form: form(status),
    isMine: true,
    template,
    answers: 'nothing',
    lostCount: 0,
    hasMadeKey: true,
    wasViewed: false,
    wasUnread: false,
    wasRetrieved: false,
  },
  ...{ sent: undefined, end: 'no' },
  ...more,
})
const text = (status: string, more?: Partial<FormFacts>) => stepText(cardStateOf(facts(status, more)), messages)

describe('the step of a form', () => {
  test.each([
    ['sent', 'Sent'],
    ['opened', 'Opened'],
    ['submitted', 'Answered'],
    ['retrieved', 'Viewed'],
    ['declined', 'Declined'],
    ['cancelled', 'Cancelled'],
    ['expired', 'Expired'],
  ])('with the status %s is “%s”', (status, expected) => {
    expect(text(status)).toBe(expected)
  })

  test('counts the questions with a valid answer while the visitor is filling in the form', () => {
    const filling = { form: form('opened', { progress: { name: 'valid', city: 'invalid' } }) }
    expect(text('opened', filling)).toBe('Filling in 1 of 3')
    expect(text('opened', { ...filling, template: undefined })).toBe('Filling in 1 of 2')
  })

  test('is “Answered” until the agent has viewed the answers, although this tab has retrieved them', () => {
    expect(text('retrieved', { answers: 'held' })).toBe('Answered')
    expect(text('retrieved', { answers: 'fetching' })).toBe('Answered')
    expect(text('retrieved', { answers: 'shown' })).toBe('Viewed')
    // An answer is still sealed in this tab after the agent has hidden the others.
    expect(text('retrieved', { answers: 'held', wasViewed: true })).toBe('Viewed')
  })
})

describe('the answers to a form are unread', () => {
  const isUnread = (status: string, more?: Partial<FormFacts>) => cardStateOf(facts(status, more)).isUnread

  test('from their arrival until the agent views them', () => {
    expect([isUnread('opened'), isUnread('submitted'), isUnread('retrieved', { answers: 'held' })]).toEqual([
      ...[false, true, true],
    ])
    expect(isUnread('retrieved', { answers: 'fetching' })).toBe(true)
    expect(isUnread('retrieved', { answers: 'shown' })).toBe(false)
    expect(isUnread('retrieved', { answers: 'fetching', wasViewed: true })).toBe(false)
  })

  test('while they are fetched to be viewed, also in a tab without a key', () => {
    const fetching = { answers: 'fetching', hasMadeKey: false } as const
    expect(isUnread('retrieved', { ...fetching, wasUnread: true })).toBe(true)
    expect(text('retrieved', { ...fetching, wasUnread: true })).toBe('Answered')
    // Viewed in an earlier tab.
    expect(isUnread('retrieved', fetching)).toBe(false)
  })

  test('only for their sender, and only while the conversation is active', () => {
    expect(isUnread('submitted', { isMine: false })).toBe(false)
    expect(isUnread('submitted', { end: 'over' })).toBe(false)
    expect(isUnread('submitted', { end: 'transferred' })).toBe(true)
  })
})

describe('the actions on a form', () => {
  const actions = (status: string, more?: Partial<FormFacts>) => {
    const { canView, canHide, canSendAgain, canCancel, askAgainCount } = cardStateOf(facts(status, more))
    return { canView, canHide, canSendAgain, canCancel, askAgainCount }
  }
  const none = { canView: false, canHide: false, canSendAgain: false, canCancel: false, askAgainCount: 0 }

  test('are those of its status', () => {
    expect(actions('sent')).toEqual({ ...none, canSendAgain: true, canCancel: true })
    expect(actions('declined')).toEqual({ ...none, canSendAgain: true })
    expect(actions('submitted', { lostCount: 2 })).toEqual({ ...none, canView: true, askAgainCount: 2 })
    expect(actions('retrieved', { answers: 'shown' })).toEqual({ ...none, canHide: true })
  })

  test('send nothing after a transfer, and do nothing after the end or for a colleague’s form', () => {
    expect(actions('sent', { end: 'transferred' })).toEqual({ ...none, canCancel: true })
    expect(actions('submitted', { end: 'transferred', lostCount: 1 })).toEqual({ ...none, canView: true })
    expect(actions('sent', { end: 'over' })).toEqual(none)
    expect(actions('submitted', { isMine: false })).toEqual(none)
  })
})

describe('a tab that has not made the key of a form', () => {
  const elsewhere = (status: string, more?: Partial<FormFacts>) =>
    keyElsewhereTexts(cardStateOf(facts(status, { hasMadeKey: false, ...more })), template, 'en', messages)

  test('says which answers open in the other tab, before and after the submission', () => {
    const sentence = messages.keyElsewhere('code')
    expect(elsewhere('opened')).toEqual([sentence, messages.keyLostSendAgain])
    expect(elsewhere('submitted')).toEqual([sentence, messages.keyLostAskAgain])
    expect(elsewhere('submitted', { end: 'transferred' })).toEqual([sentence])
  })

  test('says that the other tab could show them once, if that tab has retrieved them before', () => {
    const wasRetrieved = true
    expect(elsewhere('retrieved', { wasRetrieved })).toEqual([messages.keyUsed('code'), messages.keyUsedAskAgain])
    expect(elsewhere('retrieved', { wasRetrieved, end: 'transferred' })).toEqual([messages.keyUsed('code')])
    // The other tab has just retrieved them, and still has the code.
    expect(elsewhere('retrieved')).toEqual([messages.keyElsewhere('code'), messages.keyLostAskAgain])
  })

  test('says nothing if the form asks nothing off the record, has ended, or is a colleague’s', () => {
    expect(elsewhere('opened', { form: form('opened', { only: ['name'] }) })).toEqual([])
    expect(elsewhere('cancelled')).toEqual([])
    expect(elsewhere('sent', { isMine: false })).toEqual([])
    expect(elsewhere('sent', { hasMadeKey: true })).toEqual([])
  })
})
