import { describe, expect, test } from 'vitest'
import { checkConnections } from '../../../lambdas/push/check-connections.ts'
import { notifyAgent } from '../../../lambdas/push/notify-agent.ts'
import { issuer } from '../site-fixture.ts'
import { message, pushFixture } from './push-fixture.ts'

describe('an agent is told', () => {
  test('in every tab of theirs, and nobody else is', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.signIn('agent', 'agent-7'))
    await fixture.connect('colleague', fixture.signIn('agent', 'agent-8'))
    await fixture.connect('namesake', { ...fixture.signIn('agent', 'agent-7'), issuer: 'https://another.example' })
    await fixture.tell()
    expect(fixture.heard.sort()).toEqual(['one form-opened', 'two form-opened'])
  })

  test('nothing once the sign-in has ended: the socket is closed and forgotten', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.clock.advance(12 * 3_600_000)
    await fixture.tell()
    expect([fixture.heard, fixture.closed, fixture.listed()]).toEqual([[], ['one sessionOver'], []])
  })

  test('although the tables answer slowly, as of the moment at which they were asked', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    const read: typeof world.all.records.read = async (wanted) => {
      const found = await world.all.records.read(wanted)
      world.clock.advance(13 * 3_600_000)
      return found
    }
    await notifyAgent({ ...world.told, records: { read } })(
      { siteId: world.agent.siteId, subject: world.agent.subject, issuer },
      message,
    )
    expect([world.heard, world.closed]).toEqual([['one form-opened'], []])
  })

  test('nothing once the permission is gone', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', { ...fixture.agent, profile: 'agent-manager' })
    await fixture.tell()
    expect([fixture.heard, fixture.closed]).toEqual([[], ['one notPermitted']])
  })

  test('no more where nobody is at the other end, which is forgotten', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.gone.add('one')
    fixture.clock.advance(5_000)
    await fixture.tell()
    expect([fixture.listed(), fixture.pauses]).toEqual([[], []])
  })

  test('as soon as the socket is made, when it is being made', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    fixture.gone.add('one')
    const pause = async () => void fixture.gone.delete('one')
    await notifyAgent({ ...fixture.told, pause })(
      { siteId: fixture.agent.siteId, subject: fixture.agent.subject, issuer },
      message,
    )
    expect([fixture.heard, fixture.listed()]).toEqual([['one form-opened'], ['one']])
  })

  test('in the other tabs when one cannot be reached, which is closed so that it comes again', async () => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.agent)
    fixture.broken.add('one')
    await fixture.tell()
    expect([fixture.heard, fixture.closed, fixture.listed()]).toEqual([['two form-opened'], ['one goingAway'], ['two']])
  })
})

test('the check closes what nobody was told of: idling, the longest day, the longest socket', async () => {
  const fixture = pushFixture()
  await fixture.connect('too old', fixture.agent)
  fixture.clock.advance(2 * 3_600_000)
  await fixture.connect('fresh', fixture.signIn('agent', 'agent-7'))
  await checkConnections(fixture.told)()
  expect([fixture.closed, fixture.listed()]).toEqual([['too old goingAway'], ['fresh']])
})
