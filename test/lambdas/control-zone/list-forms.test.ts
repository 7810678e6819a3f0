/** list-forms for a sender whose conversation was transferred: it lists and reads only their own forms, in pages. */
import { expect, test } from 'vitest'
import { ConversationId } from '../../../contracts/identifiers.ts'
import { listForms } from '../../../lambdas/control-zone/list-forms.ts'
import type { PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import { storeSubmission } from '../pci-zone/stored-submission.ts'
import { codeOf, replyOf, request, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')

/** A conversation of agent-7, in which agent-7 and agent-8 have sent four forms each, in turn. */
const twoSenders = async () => {
  const fixture = siteFixture()
  const own: string[] = []
  for (let each = 0; each < 4; each++) {
    await storeSubmission(fixture, { state: 'active', agent: 'agent-7' })
    own.push((await storeSubmission(fixture, { state: 'active', agent: 'agent-8' })).formId)
  }
  const list = (by: PersonPrincipal, cursor?: string) =>
    listForms(fixture.ports())(request(by, { path: { conversationId }, query: { limit: 3, cursor }, body: {} }))
  const agent = (name: string) => fixture.signIn('agent', name)
  return { own, list, assigned: agent('agent-7'), sender: agent('agent-8'), stranger: agent('agent-9') }
}

test('a sender gets only their own forms, page by page', async () => {
  const { own, list, sender } = await twoSenders()
  const first = replyOf(await list(sender))
  const second = replyOf(await list(sender, first.cursor))
  expect([first.forms.length, second.forms.length, second.cursor]).toEqual([3, 1, undefined])
  expect([...first.forms, ...second.forms].map(({ formId }) => formId).sort()).toEqual(own.sort())
})

test('a sender who uses a cursor from the unfiltered list gets only their own forms', async () => {
  const { own, list, assigned, sender } = await twoSenders()
  const first = replyOf(await list(assigned))
  const second = replyOf(await list(assigned, first.cursor))
  for (const { cursor } of [first, second]) {
    const { forms } = replyOf(await list(sender, cursor))
    expect(forms.filter(({ formId }) => !own.includes(formId))).toEqual([])
    expect(forms).not.toEqual([])
  }
})

test('an agent without forms in a conversation cannot list the forms of other agents, even with another agent’s cursor for any page', async () => {
  const { list, assigned, sender, stranger } = await twoSenders()
  const cursors = [replyOf(await list(assigned)).cursor, replyOf(await list(sender)).cursor]
  for (const cursor of [undefined, ...cursors]) expect(codeOf(await list(stranger, cursor))).toBe('not-available')
})
