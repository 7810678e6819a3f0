/** The effects of the deployed Cognito triggers on people, observed over HTTP. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { statusAndCode } from '../kit/http-client.ts'
import type { Service } from '../kit/service.ts'
import { type Caller, newSite } from '../kit/site.ts'
import type { DemoService } from './demo-service.ts'
import { poolTriggers, refused } from './pool-triggers.ts'

const minute = 60_000
const notSignedIn = '401 not-signed-in'

/** A token has its sign-in time in seconds: a sign-in in the same second as an end counts as ended. */
const waitOneSecond = () => wait(1_100)

export function poolTriggerTests(deployed: () => { readonly service: DemoService; readonly target: Service }): void {
  const newAgent = async (userName: string) => {
    const { service, target } = deployed()
    const site = await newSite(target)
    const administrator = await site.signIn('administrator', 'root')
    return {
      ...poolTriggers(service, { siteId: site.siteId, userName }),
      signIn: () => site.signIn('agent', userName),
      look: async (agent: Caller) => statusAndCode(await agent.call('list-templates')),
      enable: () => administrator.reply('put-person', { path: { subject: userName }, body: { enabled: true } }),
      async known() {
        const { people } = await administrator.reply('list-people', { query: { limit: '100' } })
        return people.find(({ subject }) => subject === userName)
      },
    }
  }

  test(
    'abuse 36: a person is disabled after too many incomplete sign-ins, even with the right password, until an administrator enables them',
    async () => {
      const agent = await newAgent('forgetful')
      const before = await agent.signIn()
      expect(await agent.look(before)).toBe('200 done')
      for (const _ of [1, 2, 3]) expect(await agent.start()).toBe('admitted')
      expect(await agent.look(before)).toBe('200 done')

      expect(await agent.start()).toBe(refused)
      expect(await agent.look(before)).toBe(notSignedIn)
      expect(await agent.known()).toMatchObject({ enabled: false })
      expect([await agent.start(), await agent.succeed()]).toEqual([refused, refused])

      expect(await agent.enable()).toMatchObject({ enabled: true })
      await waitOneSecond()
      for (const _ of [1, 2, 3, 4]) {
        // Full success resets the counter: four in a row count as one.
        expect([await agent.start(), await agent.succeed()]).toEqual(['admitted', 'admitted'])
      }
      expect([await agent.look(await agent.signIn()), await agent.look(before)]).toEqual(['200 done', notSignedIn])
    },
    minute,
  )

  test(
    'a password reset by e-mail ends every earlier sign-in',
    async () => {
      const agent = await newAgent('with-a-new-password')
      const before = await agent.signIn()
      expect(await agent.look(before)).toBe('200 done')
      expect(await agent.reset()).toBe('admitted')
      expect(await agent.look(before)).toBe(notSignedIn)
      await waitOneSecond()
      expect([await agent.look(await agent.signIn()), await agent.look(before)]).toEqual(['200 done', notSignedIn])
    },
    minute,
  )

  test('a token has the site and the profile from the pool, not from the client metadata', async () => {
    const { claims } = poolTriggers(deployed().service, { siteId: 'acme', userName: 'ada' })
    expect(await claims('agent')).toEqual({ site: 'acme', profile: 'agent' })
  })
}
