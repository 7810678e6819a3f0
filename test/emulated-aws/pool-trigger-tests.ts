/** What the deployed functions that Cognito asks do to people, as it is seen over HTTP. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { PersonView } from '../../contracts/person.ts'
import { newScene } from '../e2e/scene.ts'
import { statusAndCode } from '../kit/http-client.ts'
import type { Service } from '../kit/service.ts'
import type { DemoService } from './demo-service.ts'
import { poolTriggers, refused } from './pool-triggers.ts'

const minute = 60_000
const People = z.object({ people: z.array(PersonView) })
const notSignedIn = '401 not-signed-in'

/** A token says to the second when its sign-in was: one of the same second as an end is over by it. */
const waitOneSecond = () => wait(1_100)

export function poolTriggerTests(deployed: () => { readonly service: DemoService; readonly target: Service }): void {
  const somebody = async (userName: string) => {
    const { service, target } = deployed()
    const scene = await newScene(target)
    const administrator = await scene.token('administrator', 'root')
    const signIn = () => scene.token('agent', userName)
    return {
      ...poolTriggers(service, { siteId: scene.siteId, userName }),
      signIn,
      look: async (token: string) => statusAndCode(await scene.request('GET', '/v1/templates', { token })),
      enable: () => scene.request('PUT', `/v1/people/${userName}`, { token: administrator, body: { enabled: true } }),
      async known() {
        const { body } = await scene.request('GET', '/v1/people?limit=100', { token: administrator })
        return People.parse(body).people.find(({ subject }) => subject === userName)
      },
    }
  }

  test(
    'abuse 36: who starts to sign in too often is disabled, right password or not, until an administrator enables them',
    async () => {
      const agent = await somebody('forgetful')
      const before = await agent.signIn()
      expect(await agent.look(before)).toBe('200 done')
      for (const _ of [1, 2, 3]) expect(await agent.start()).toBe('admitted')
      expect(await agent.look(before)).toBe('200 done')

      expect(await agent.start()).toBe(refused)
      expect(await agent.look(before)).toBe(notSignedIn)
      expect(await agent.known()).toMatchObject({ enabled: false })
      expect([await agent.start(), await agent.succeed()]).toEqual([refused, refused])

      expect(await agent.enable()).toMatchObject({ status: 200, body: { enabled: true } })
      await waitOneSecond()
      for (const _ of [1, 2, 3, 4]) {
        // Full success forgets: four in a row are no more than one.
        expect([await agent.start(), await agent.succeed()]).toEqual(['admitted', 'admitted'])
      }
      expect([await agent.look(await agent.signIn()), await agent.look(before)]).toEqual(['200 done', notSignedIn])
    },
    minute,
  )

  test(
    'a new password by a mailed code ends every sign-in from before',
    async () => {
      const agent = await somebody('with-a-new-password')
      const before = await agent.signIn()
      expect(await agent.look(before)).toBe('200 done')
      expect(await agent.reset()).toBe('admitted')
      expect(await agent.look(before)).toBe(notSignedIn)
      await waitOneSecond()
      expect([await agent.look(await agent.signIn()), await agent.look(before)]).toEqual(['200 done', notSignedIn])
    },
    minute,
  )

  test('a token names the site and the profile that administrators of the pool set, whatever its bearer says', async () => {
    const { claims } = poolTriggers(deployed().service, { siteId: 'acme', userName: 'ada' })
    expect(await claims('agent')).toEqual({ site: 'acme', profile: 'agent' })
  })
}
