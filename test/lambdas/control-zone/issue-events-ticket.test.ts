import { expect, test } from 'vitest'
import { issueEventsTicket } from '../../../lambdas/control-zone/issue-events-ticket.ts'
import { staySignedIn } from '../../../lambdas/control-zone/stay-signed-in.ts'
import { replyOf, request, siteFixture } from '../site-fixture.ts'

const minute = 60_000

test('issuing a ticket does not count as activity: a tab that only requests tickets becomes idle', async () => {
  const { ports, signIn, clock } = siteFixture()
  const all = ports()
  const agent = signIn('agent', 'agent-7')
  const ticketRequest = request(agent, { path: {}, query: {}, body: {} })
  replyOf(await staySignedIn(all)(ticketRequest))
  for (const _ of [1, 2, 3]) {
    clock.advance(4 * minute)
    expect(replyOf(await issueEventsTicket(all)(ticketRequest)).ticket).toMatch(/^sft_/)
  }
  clock.advance(4 * minute)
  expect(await issueEventsTicket(all)(ticketRequest)).toMatchObject({ refused: 'not-signed-in' })
})
