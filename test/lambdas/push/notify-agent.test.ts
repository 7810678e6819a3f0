import { describe, expect, test } from 'vitest'
import { checkConnections } from '../../../lambdas/push/check-connections.ts'
import { notifyAgent } from '../../../lambdas/push/notify-agent.ts'
import { issuer } from '../site-fixture.ts'
import { message, pushFixture } from './push-fixture.ts'

describe('a notification to an agent', () => {
  test('is sent to each of the agent’s tabs, and to no other person', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.signIn('agent', 'agent-7'))
    await fixture.connect('colleague', fixture.signIn('agent', 'agent-8'))
    await fixture.connect('namesake', { ...fixture.signIn('agent', 'agent-7'), issuer: 'https://another.example' })
    await fixture.notify()
    expect(fixture.received.sort()).toEqual(['one form-opened', 'two form-opened'])
  })

  test('is not sent after the sign-in has ended: the socket is closed and removed', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.clock.advance(12 * 3_600_000)
    await fixture.notify()
    expect([fixture.received, fixture.closed, fixture.listed()]).toEqual([[], ['one sessionOver'], []])
  })

  test('is sent if the agent was authorized when the read started, even if the tables reply so slowly that the sign-in ends meanwhile', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    const read: typeof fixture.all.records.read = async (wanted) => {
      const found = await fixture.all.records.read(wanted)
      fixture.clock.advance(13 * 3_600_000)
      return found
    }
    await notifyAgent({ ...fixture.pushPorts, records: { read } })(
      { siteId: fixture.agent.siteId, subject: fixture.agent.subject, issuer },
      message,
    )
    expect([fixture.received, fixture.closed]).toEqual([['one form-opened'], []])
  })

  test('is not sent to a person without the permission, and closes the socket', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', { ...fixture.agent, profile: 'agent-manager' })
    await fixture.notify()
    expect([fixture.received, fixture.closed]).toEqual([[], ['one notPermitted']])
  })

  test('removes a connection that the client has closed', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.gone.add('one')
    fixture.clock.advance(5_000)
    await fixture.notify()
    expect([fixture.listed(), fixture.pauses]).toEqual([[], []])
  })

  test('is sent once the socket is connected, if it is still connecting', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.gone.add('one')
    const pause = async () => void fixture.gone.delete('one')
    await notifyAgent({ ...fixture.pushPorts, pause })(
      { siteId: fixture.agent.siteId, subject: fixture.agent.subject, issuer },
      message,
    )
    expect([fixture.received, fixture.listed()]).toEqual([['one form-opened'], ['one']])
  })

  test('reaches the other tabs if one tab fails, and closes the socket of the failed tab so that the tab reconnects', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.agent)
    fixture.broken.add('one')
    await fixture.notify()
    expect([fixture.received, fixture.closed, fixture.listed()]).toEqual([
      ['two form-opened'],
      ['one goingAway'],
      ['two'],
    ])
  })
})

test('the regular check closes sockets that are idle, too old or past the end of their sign-in, if no event has closed them', async () => {
  const fixture = pushFixture()
  await fixture.connect('too old', fixture.agent)
  fixture.clock.advance(2 * 3_600_000)
  await fixture.connect('fresh', fixture.signIn('agent', 'agent-7'))
  await checkConnections(fixture.pushPorts)()
  expect([fixture.closed, fixture.listed()]).toEqual([['too old goingAway'], ['fresh']])
})
