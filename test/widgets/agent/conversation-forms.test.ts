import { describe, expect, test } from 'vitest'
import { FormEventMessage } from '../../../contracts/events.ts'
import { FormView } from '../../../contracts/form-view.ts'
import { ConversationId } from '../../../contracts/identifiers.ts'
import { conversationEnd, endOfEvent, laterConversationEnd } from '../../../widgets/agent/forms/conversation-end.ts'
import { createConversationForms, type PanelForm } from '../../../widgets/agent/forms/conversation-forms.ts'
import type { Access } from '../../../widgets/agent/sign-in/access.ts'
import type { Reply } from '../../../widgets/shared/api-client.ts'

const conversationId = ConversationId.parse('chat-1')
const id = (last: number) => `b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f1${last}`
const at = (second: number) => `2030-01-15T12:00:0${second}.000Z`

const form = (last: number, more: object = {}): FormView =>
  FormView.parse({
    ...{ formId: id(last), conversationId, templateId: 'card-payment', templateVersion: 1, agentId: 'agent-7' },
    ...{ status: 'sent', sentAt: at(last), expiresAt: at(9) },
    ...more,
  })
const pushed = (last: number, second: number, more: object = {}): FormEventMessage =>
  FormEventMessage.parse({
    ...{ event: 'form-opened', at: at(second), formId: id(last), conversationId, status: 'opened' },
    ...more,
  })

/** A service that answers each list with the next of these pages. */
const fixture = (...pages: (() => object | Promise<object>)[]) => {
  const queries: unknown[] = []
  const changes: string[] = []
  let unknown = 0
  const access: Access = {
    async call(step, { query }) {
      queries.push(query)
      const value = step.reply.safeParse(await pages.shift()?.())
      return value.success ? { outcome: 'done', value: value.data } : { outcome: 'unclear' }
    },
    end() {},
  }
  const forms = createConversationForms({
    access,
    conversationId,
    changed: (now, before) => changes.push(`${now.formId.at(-1)} ${before?.status ?? 'new'} → ${now.status}`),
    onUnknownForm: () => {
      unknown += 1
    },
  })
  return { forms, changes, queries, unknown: () => unknown }
}

describe('the forms of a conversation', () => {
  test('are requested page by page, and listed in the order in which they were sent', async () => {
    const { forms, changes, queries } = fixture(
      () => ({ forms: [form(3), form(1)], cursor: 'more' }),
      () => ({ forms: [form(2)] }),
    )
    await forms.refresh()
    expect(changes).toEqual(['1 new → sent', '2 new → sent', '3 new → sent'])
    expect(queries).toEqual([{ limit: '100' }, { limit: '100', cursor: 'more' }])
  })

  test('change with each push, but not with a list that has the same content', async () => {
    const { forms, changes } = fixture(
      () => ({ forms: [form(1)] }),
      () => ({ forms: [form(1, { status: 'opened', openedAt: at(2) })] }),
    )
    await forms.refresh()
    forms.applyEvent(pushed(1, 2))
    forms.applyEvent(pushed(1, 2))
    await forms.refresh()
    expect(changes).toEqual(['1 new → sent', '1 sent → opened', '1 opened → opened'])
  })

  test('are not reset to an earlier state by a late push, or by a list that was requested before a push', async () => {
    const { forms, changes } = fixture(
      () => ({ forms: [form(1)] }),
      () => {
        forms.applyEvent(pushed(1, 4, { event: 'form-submitted', status: 'submitted' }))
        return { forms: [form(1, { status: 'opened' })] }
      },
    )
    await forms.refresh()
    await forms.refresh()
    forms.applyEvent(pushed(1, 3))
    expect(changes).toEqual(['1 new → sent', '1 sent → submitted'])
  })

  test('show the visitor’s progress only while the form is open', async () => {
    const { forms } = fixture(() => ({ forms: [form(1)] }))
    await forms.refresh()
    forms.applyEvent(pushed(1, 2, { event: 'form-progress', questions: { pin: 'valid' } }))
    expect(forms.all()[0]?.progress).toEqual({ pin: 'valid' })
    forms.applyEvent(pushed(1, 3, { event: 'form-declined', status: 'declined' }))
    expect(forms.all()[0]?.progress).toBeUndefined()
  })

  test('include only forms of this conversation, and a push about a form that is not listed yet causes a request for it', async () => {
    const { forms, changes, unknown } = fixture()
    forms.applyEvent(pushed(1, 2, { conversationId: 'chat-2' }))
    expect(unknown()).toBe(0)
    forms.applyEvent(pushed(1, 2))
    expect(unknown()).toBe(1)
    expect(changes).toEqual([])
  })
})

describe('after a refusal, the end of the conversation, which the panel derives from the list of forms,', () => {
  const listed = (...forms: PanelForm[]): Reply<readonly PanelForm[]> => ({ outcome: 'done', value: forms })
  const submitted = { status: 'submitted', submissionId: id(0) }
  const end = (reply: Reply<readonly PanelForm[]>, isRefused = true) =>
    conversationEnd(reply, ({ agentId }) => agentId === 'agent-7', isRefused)

  test.each([
    ['is a transfer if the answers to the agent’s forms can still be read', listed(form(1, submitted)), 'transferred'],
    ['is a close if the agent’s form lost its submission', listed(form(1, { status: 'retrieved' })), 'over'],
    [
      'is a transfer or a close if none of the agent’s forms was submitted',
      listed(form(1), form(2, { ...submitted, agentId: 'agent-8' })),
      'either',
    ],
    [
      'is a transfer or a close if the list is refused, too',
      { outcome: 'refused', code: 'not-available', errors: [] } as const,
      'either',
    ],
    ['is unknown if the list is not available', { outcome: 'unclear' } as const, 'no'],
  ])('%s', (_, reply, expected) => {
    expect(end(reply)).toBe(expected)
  })

  test('is not derived if there was no refusal, even if a submission was erased', () => {
    expect(end(listed(form(1, { status: 'retrieved' })), false)).toBe('no')
  })
})

describe('a push about a conversation', () => {
  const closed = endOfEvent({ event: 'conversation-closed' })
  const transferred = endOfEvent({ event: 'conversation-transferred' })

  test.each([
    ['that it was closed ends the conversation in the panel', [closed], 'over'],
    ['that it was transferred lets the sender of a form only read the answers', [transferred], 'transferred'],
    ['that it was closed after a transfer ends the conversation in the panel', [transferred, closed], 'over'],
    [
      'that it was transferred changes nothing if the conversation was already closed',
      [closed, transferred, closed],
      'over',
    ],
    ['that it was closed overrides what the panel derived from a refused list', ['either', closed, 'either'], 'over'],
  ] as const)('%s', (_, ends, expected) => {
    expect(ends.reduce(laterConversationEnd, 'no')).toBe(expected)
  })
})
