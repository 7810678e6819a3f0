import { describe, expect, test } from 'vitest'
import { ConversationId } from '../../../contracts/identifiers.ts'
import { issueEventsTicket } from '../../../contracts/steps/issue-events-ticket.ts'
import { listForms } from '../../../contracts/steps/list-forms.ts'
import { staySignedIn } from '../../../contracts/steps/stay-signed-in.ts'
import { createAccess } from '../../../widgets/agent/sign-in/access.ts'
import type { call, Reply } from '../../../widgets/shared/api-client.ts'

const refusal: Reply<never> = { outcome: 'refused', code: 'not-signed-in', errors: [] }

const at = '2030-01-15T12:15:00.000Z'
/** Of the three steps that are called here. */
const replies = [{ idleAt: at }, { ticket: 'sft_', expiresAt: at }, { forms: [] }]

/** A desktop that hands out these tokens one after the other, and a service that takes those named good. */
const fixture = (tokens: readonly (string | undefined)[], good: readonly string[]) => {
  const handed = [...tokens]
  const seen = { asked: 0, took: [] as string[], acted: 0, refused: 0, calls: [] as string[] }
  const answer: typeof call = async (step, { accessToken = 'none' }) => {
    seen.calls.push(accessToken)
    if (!good.includes(accessToken)) return refusal
    for (const reply of replies) {
      const value = step.reply.safeParse(reply)
      if (value.success) return { outcome: 'done', value: value.data }
    }
    return { outcome: 'unclear' }
  }
  const access = createAccess({
    call: answer,
    async requestToken() {
      seen.asked += 1
      return handed.shift()
    },
    onToken: (token) => seen.took.push(token),
    onActivity: () => {
      seen.acted += 1
    },
    onRefused: () => {
      seen.refused += 1
    },
  })
  return { access, seen, stay: () => access.call(staySignedIn, { path: {}, body: {} }) }
}

describe('the panel’s calls', () => {
  test('request a token once, and use the token as long as the service accepts it', async () => {
    const { stay, seen } = fixture(['one'], ['one'])
    expect(await stay()).toMatchObject({ outcome: 'done' })
    await stay()
    expect(seen).toMatchObject({ asked: 1, took: ['one'], calls: ['one', 'one'], refused: 0 })
  })

  test('replace an expired token once, and then continue', async () => {
    const { stay, seen } = fixture(['old', 'new'], ['new'])
    expect(await stay()).toMatchObject({ outcome: 'done' })
    expect(seen).toMatchObject({ asked: 2, took: ['old', 'new'], calls: ['old', 'new'], refused: 0 })
  })

  test('that are refused concurrently share one new token', async () => {
    const { stay, seen } = fixture(['old', 'new'], ['new'])
    const replies = await Promise.all([stay(), stay(), stay()])
    expect(replies.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
    expect(seen).toMatchObject({ asked: 2, refused: 0 })
  })

  test.each([
    ['the desktop gives the same token again', ['old', 'old']],
    ['the new token is refused, too', ['old', 'older', 'oldest']],
    ['no one is signed in', [undefined]],
  ])('stop if %s', async (_, tokens) => {
    const { stay, seen } = fixture(tokens, ['never'])
    expect(await stay()).toEqual(refusal)
    const calls = seen.calls.length
    expect(await stay()).toEqual(refusal)
    expect(seen.calls).toHaveLength(calls)
    expect(seen.refused).toBe(1)
  })

  test('count as activity if a person causes them, but not if they are reads or ticket requests', async () => {
    const { access, stay, seen } = fixture(['one'], ['one'])
    await access.call(issueEventsTicket, { path: {}, body: {} })
    await access.call(listForms, { path: { conversationId: ConversationId.parse('chat-1') }, body: {} })
    expect(seen.calls).toHaveLength(2)
    expect(seen.acted).toBe(0)
    await stay()
    expect(seen.acted).toBe(1)
  })

  test('return nothing if they are in progress when the panel is closed', async () => {
    const { access, stay, seen } = fixture(['one'], ['one'])
    const reply = stay()
    access.end()
    expect(await reply).toEqual(refusal)
    expect(seen.refused).toBe(0)
  })
})
