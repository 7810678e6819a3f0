import { describe, expect, test } from 'vitest'
import { checkConnections } from '../../../lambdas/push/check-connections.ts'
import { notifyAgent } from '../../../lambdas/push/notify-agent.ts'
import { issuer } from '../site-fixture.ts'
import { message, pushFixture } from './push-fixture.ts'

describe('an agent is told', () => {
  test('in every tab of theirs, and nobody else is', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    await world.connect('two', world.signIn('agent', 'agent-7'))
    await world.connect('colleague', world.signIn('agent', 'agent-8'))
    await world.connect('namesake', { ...world.signIn('agent', 'agent-7'), issuer: 'https://another.example' })
    await world.tell()
    expect(world.heard.sort()).toEqual(['one form-opened', 'two form-opened'])
  })

  test('nothing once the sign-in has ended: the socket is closed and forgotten', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    world.clock.advance(12 * 3_600_000)
    await world.tell()
    expect([world.heard, world.closed, world.listed()]).toEqual([[], ['one sessionOver'], []])
  })

  test('nothing once the permission is gone', async () => {
    const world = pushFixture()
    await world.connect('one', { ...world.agent, profile: 'agent-manager' })
    await world.tell()
    expect([world.heard, world.closed]).toEqual([[], ['one notPermitted']])
  })

  test('no more where nobody is at the other end, which is forgotten', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    world.gone.add('one')
    world.clock.advance(5_000)
    await world.tell()
    expect([world.listed(), world.pauses]).toEqual([[], []])
  })

  test('as soon as the socket is made, when it is being made', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    world.gone.add('one')
    const pause = async () => void world.gone.delete('one')
    await notifyAgent({ ...world.told, pause })(
      { siteId: world.agent.siteId, subject: world.agent.subject, issuer },
      message,
    )
    expect([world.heard, world.listed()]).toEqual([['one form-opened'], ['one']])
  })

  test('in the other tabs when one cannot be reached, which is closed so that it comes again', async () => {
    const world = pushFixture()
    await world.connect('one', world.agent)
    await world.connect('two', world.agent)
    world.broken.add('one')
    await world.tell()
    expect([world.heard, world.closed, world.listed()]).toEqual([['two form-opened'], ['one goingAway'], ['two']])
  })
})

test('the check closes what nobody was told of: idling, the longest day, the longest socket', async () => {
  const world = pushFixture()
  await world.connect('too old', world.agent)
  world.clock.advance(2 * 3_600_000)
  await world.connect('fresh', world.signIn('agent', 'agent-7'))
  await checkConnections(world.told)()
  expect([world.closed, world.listed()]).toEqual([['too old goingAway'], ['fresh']])
})
