/** The steps of the demo's guide. demo.e2e.test.ts follows them in a browser. */
import { describe, expect, test } from 'vitest'
import type { Conversation, StatusEvent } from '../../../local/demo/chat/conversation.ts'
import { guideStepOf } from '../../../local/demo/chat/guide-step.ts'

const form = (formId: string, status?: StatusEvent) => ({
  ...({ kind: 'form', formId, templateId: 'card-payment', title: 'Card payment', link: '#', status } as const),
})
const conversation = (changes: Partial<Conversation>): Conversation => ({
  ...{ conversationId: 'demo-1', isOver: false, entries: [], ...changes },
})

describe('the guide', () => {
  test.each([
    ['no form', [], 'send', 'desk'],
    ['a form that was sent', [form('a')], 'fill-in', 'visitor'],
    ['a form that was opened', [form('a', 'opened')], 'fill-in', 'visitor'],
    ['a form that was declined', [form('a', 'declined')], 'send', 'desk'],
    ['a form that is no longer open', [form('a', 'expired')], 'send', 'desk'],
    ['a form with answers', [form('a', 'submitted')], 'read', 'desk'],
    ['a form whose answers the agent has viewed', [form('a', 'viewed')], 'read', 'desk'],
    ['a new form after one with answers', [form('a', 'submitted'), form('b')], 'fill-in', 'visitor'],
  ] as const)('after %s, shows the next action', (_, entries, name, side) => {
    expect(guideStepOf(conversation({ entries: [...entries] }))).toMatchObject({ name, side })
  })

  test('shows what happened after its last step, and after the end of the chat', () => {
    const entries = [form('a', 'submitted')]
    expect(guideStepOf(conversation({ entries, guide: 'finished' }))).toEqual({ name: 'finished' })
    expect(guideStepOf(conversation({ entries, isOver: true }))).toEqual({ name: 'finished' })
  })
})
