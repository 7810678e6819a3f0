/** A step that ends access closes the open sockets; the stream and the check each minute close those that it could not close. */
import { describe, expect, test } from 'vitest'
import { ProfileName } from '../../../contracts/identifiers.ts'
import { putPerson } from '../../../lambdas/control-zone/put-person.ts'
import { signOut } from '../../../lambdas/control-zone/sign-out.ts'
import type { PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import { agentNotifier, notifyBudgetMs } from '../../../lambdas/push/agent-notifier.ts'
import { codeOf, request } from '../site-fixture.ts'
import { pushFixture } from './push-fixture.ts'

const [noForms, trainee] = [ProfileName.parse('no-forms'), ProfileName.parse('trainee')]

/** Agent-7 with two sign-ins, a namesake of another issuer and agent-8, each with a socket. */
const begin = async () => {
  const fixture = pushFixture()
  fixture.setSite({
    profiles: { [noForms]: [], [trainee]: ['secure-form:use'] },
  })
  const first = fixture.agent
  const second = fixture.signIn('agent', 'agent-7')
  const namesake: PersonPrincipal = { ...fixture.signIn('agent', 'agent-7'), issuer: 'https://second-issuer.example' }
  const tabs = {
    'first, tab 1': first,
    'first, tab 2': first,
    second,
    namesake,
    'agent-8': fixture.signIn('agent', 'agent-8'),
  }
  for (const [connectionId, person] of Object.entries(tabs)) await fixture.connect(connectionId, person)
  const pauses: number[] = []
  /** Time passes only when the test advances it. */
  const clock = { isTimePassing: false }
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds)
    if (!clock.isTimePassing) await new Promise(() => {})
  }
  const ports = { ...fixture.all, notifier: agentNotifier({ ...fixture.pushPorts, pause }) }
  const put = (body: { enabled: boolean; profile?: ProfileName }, by = fixture.signIn('administrator', 'root')) =>
    putPerson(ports)({
      ...request(by, { path: { subject: first.subject }, query: {}, body }),
      ifMatch: undefined,
    })
  return {
    ...fixture,
    first,
    clock,
    pauses,
    put,
    signOut: (person: PersonPrincipal) => signOut(ports)({ principal: person }),
  }
}

describe('sign-out', () => {
  test('closes all the sockets of the ended sign-in, but no other sockets, before it replies', async () => {
    const { first, signOut, closed, listed } = await begin()
    expect(codeOf(await signOut(first))).toBe('done')
    expect(closed.sort()).toEqual(['first, tab 1 sessionOver', 'first, tab 2 sessionOver'])
    expect(listed().sort()).toEqual(['agent-8', 'namesake', 'second'])
  })

  test('closes no socket if it is refused', async () => {
    const { first, signOut, closed } = await begin()
    await signOut(first)
    closed.splice(0)
    expect(codeOf(await signOut(first))).toBe('not-signed-in')
    expect(closed).toEqual([])
  })

  test('waits at most half a second for a socket that does not close', async () => {
    const { first, signOut, stuck, clock, pauses, listed } = await begin()
    stuck.add('first, tab 1')
    clock.isTimePassing = true
    expect(codeOf(await signOut(first))).toBe('done')
    expect(pauses).toEqual([notifyBudgetMs])
    expect(listed()).not.toContain('first, tab 1')
  })
})

describe('put-person', () => {
  const closedFor = (reason: string) => ['first, tab 1', 'first, tab 2', 'second'].map((tab) => `${tab} ${reason}`)

  test('closes all the sockets of a person that it disables, and no other person’s sockets', async () => {
    const { put, closed, listed } = await begin()
    expect(codeOf(await put({ enabled: false }))).toBe('done')
    expect(closed.sort()).toEqual(closedFor('sessionOver'))
    expect(listed().sort()).toEqual(['agent-8', 'namesake'])
  })

  test('closes the sockets if the new profile lacks `secure-form:use`, and keeps them open if the new profile has it', async () => {
    const { put, closed, listed } = await begin()
    expect(codeOf(await put({ enabled: true, profile: trainee }))).toBe('done')
    expect(closed).toEqual([])
    expect(codeOf(await put({ enabled: true, profile: noForms }))).toBe('done')
    expect(closed.sort()).toEqual(closedFor('notPermitted'))
    expect(listed().sort()).toEqual(['agent-8', 'namesake'])
  })

  test('closes no socket if it is refused', async () => {
    const { put, signIn, closed } = await begin()
    expect(codeOf(await put({ enabled: false }, signIn('agent', 'agent-8')))).toBe('not-permitted')
    expect(closed).toEqual([])
  })
})
