/** The transitions of the panel, of its run, and of small values beside them. */
import { describe, expect, test } from 'vitest'
import { FormId, TemplateId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import { isMaskedAtFirst } from '../../../widgets/agent/answers/masked-at-first.ts'
import {
  announced,
  clipboardNoteShown,
  conversationEnded,
  initialPanelState,
} from '../../../widgets/agent/panel-state.ts'
import { endReasonOf, panelEnded, panelStarted, panelStopped, starting } from '../../../widgets/agent/run-state.ts'
import { recentFirst, withRecent } from '../../../widgets/agent/sending/recent-templates.ts'

const formId = FormId.parse('b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f10')

describe('the state of the panel', () => {
  test('stays the same after a repeated end, announcement or note, so that nothing is said twice', () => {
    const before = clipboardNoteShown(announced(conversationEnded(initialPanelState, 'over'), formId, 'Form: Sent'))
    expect(conversationEnded(before, 'transferred')).toBe(before)
    expect(announced(before, formId, 'Form: Sent')).toBe(before)
    expect(clipboardNoteShown(before)).toBe(before)
  })

  test('changes with a later end, and with the next announcement for a form', () => {
    const transferred = conversationEnded(initialPanelState, 'transferred')
    expect(conversationEnded(transferred, 'over').end).toBe('over')
    const sent = announced(initialPanelState, formId, 'Form: Sent')
    expect(announced(sent, formId, 'Form: Opened')).not.toBe(sent)
  })
})

describe('a running panel', () => {
  test('keeps the reason of its first end', () => {
    const idle = panelEnded(panelStarted(starting), 'idle')
    expect(panelEnded(idle, 'signed-out')).toEqual({ phase: 'ended', reason: 'idle' })
    expect(panelStopped(idle)).toBe(idle)
    expect(panelEnded(panelStopped(starting), 'idle')).toEqual({ phase: 'stopped' })
    expect(panelStarted(idle)).toBe(idle)
  })

  test.each([
    ['not-permitted', 'not-permitted'],
    ['not-available', 'not-available'],
    ['too-many-requests', 'unreachable'],
  ])('that the service refuses with %s ends as %s', (code, reason) => {
    expect(endReasonOf(code)).toBe(reason)
  })
})

test('the form that was used last comes first, and the others keep their order', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((id) => ({ templateId: TemplateId.parse(id) }))
  if (one === undefined || two === undefined || three === undefined) throw new Error('there are three')
  const recent = withRecent(withRecent(withRecent([], one.templateId), three.templateId), one.templateId)
  expect(recentFirst([one, two, three], withRecent(recent, three.templateId))).toEqual([three, one, two])
})

describe('an answer is masked at first', () => {
  test.each(['card-number', 'card-verification-code', 'pin', 'iban', 'national-id'] as const)(
    'if it is a %s, even if the template does not mask it',
    (type) => {
      expect(isMaskedAtFirst({ type, masked: false })).toBe(true)
    },
  )

  test('only if the template says so if it is of any other type', () => {
    const types: readonly QuestionType[] = ['text', 'email', 'phone', 'date', 'yes-no', 'choice', 'card-expiry']
    expect(types.filter((type) => isMaskedAtFirst({ type, masked: false }))).toEqual([])
    expect(types.filter((type) => !isMaskedAtFirst({ type, masked: true }))).toEqual([])
  })
})
