import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { originPolicy } from '../../../lambdas/edge/origin-policy.ts'
import { RotationEvent, rotateOriginHeader } from '../../../lambdas/edge/rotate-origin-header.ts'
import { statementsOf } from '../../lib/policies.ts'

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const

/** Returns the status that API Gateway gives to a request with this `Referer`, under a policy for these values. */
const statusUnder = (accepted: readonly string[], referer: string | undefined): number => {
  const denied = statementsOf(originPolicy(accepted)).find(({ Effect }) => Effect === 'Deny')
  const patterns = z.array(z.string()).parse(denied?.Condition.StringNotLike?.['aws:Referer'])
  const matches = (pattern: string) => referer?.startsWith(pattern.replace(/[*]$/, '')) === true
  return patterns.some(matches) ? 200 : 403
}

/** Secrets Manager, the API and CloudFront, and whether a request of CloudFront would pass at each moment. */
function fixture({ first = 'old', added = first }: { readonly first?: string; readonly added?: string } = {}) {
  const versions = new Map([['v1', first]])
  let current = 'v1'
  /** The policy of the API, and the one that its stage uses: a snapshot that arrives later. */
  let policy: readonly string[] = [added]
  let deployed = policy
  let isSlow = false
  let isOpen = false
  /** What CloudFront adds at its locations. The last one is in its configuration. */
  let sent: readonly string[] = [added]
  const refusals: string[] = []
  const look = (moment: string) => {
    for (const value of sent) if (statusUnder(deployed, value) !== 200) refusals.push(moment)
  }
  const rotate = rotateOriginHeader({
    secrets: {
      current: async () => ({ version: current, value: versions.get(current) ?? '' }),
      pending: async (version) => versions.get(version),
      makePending: async (version, value) => void versions.set(version, value),
      makeCurrent: async (version) => {
        current = version
      },
      random: async (length) => `-${versions.size}`.padEnd(length, 'x'),
    },
    api: {
      async setAccepted(values) {
        policy = values
        if (!isSlow) deployed = policy
        look('the API changed')
      },
      statusWith: async (value) => (isOpen ? 200 : statusUnder(deployed, value)),
    },
    distribution: {
      async setHeaderValue(value) {
        sent = [...sent, value]
        look('CloudFront changed')
      },
      headerValues: async () => sent.slice(-1),
    },
  })
  return {
    refusals,
    versions,
    step: (Step: RotationEvent['Step'], ClientRequestToken = 'v2') =>
      rotate(RotationEvent.parse({ Step, SecretId: 'secret', ClientRequestToken })),
    state: () => ({ current, policy, added: sent.at(-1) }),
    deployedPolicy: () => deployed,
    /** CloudFront has deployed its configuration everywhere. */
    propagate() {
      sent = sent.slice(-1)
    },
    /** CloudFormation deploys the API as it was. */
    restore(earlier: readonly string[]) {
      deployed = earlier
      look('CloudFormation restored an earlier deployment')
    },
    delayApi(value: boolean) {
      isSlow = value
      if (!value) deployed = policy
    },
    undoSending() {
      sent = [added]
    },
    /** The API answers every request, as if it had no policy. */
    openApi() {
      isOpen = true
    },
  }
}

const rotateTo = async (
  { step, propagate }: Pick<ReturnType<typeof fixture>, 'step' | 'propagate'>,
  version: string,
) => {
  for (const each of steps) await step(each, version)
  propagate()
}

describe('rotating the secret that CloudFront sends', () => {
  test('adds twenty characters in four steps, and the previous value is accepted until the next rotation', async () => {
    const account = fixture()
    await rotateTo(account, 'v2')
    const second = 'old-1xxxxxxxxxxxxxxxxxx'
    expect(account.state()).toEqual({ current: 'v2', policy: ['old', second], added: second })
    await rotateTo(account, 'v3')
    const third = `${second}-2xxxxxxxxxxxxxxxxxx`
    expect(account.state()).toEqual({ current: 'v3', policy: [second, third], added: third })
    expect(account.refusals).toEqual([])
    const statusOf = (value: string) => statusUnder(account.deployedPolicy(), value)
    expect(['old', `old${'?'.repeat(20)}`, second, third].map(statusOf)).toEqual([403, 403, 200, 200])
  })

  test('refuses no request of CloudFront after CloudFormation restores a deployment from before three rotations', async () => {
    const account = fixture()
    const before = account.deployedPolicy()
    for (const version of ['v2', 'v3', 'v4']) await rotateTo(account, version)
    account.restore(before)
    expect(account.refusals).toEqual([])
    await rotateTo(account, 'v5')
    expect(account.refusals).toEqual([])
    expect(statusUnder(account.deployedPolicy(), 'old')).toBe(403)
  })

  test('accepts what CloudFront adds even if that is not the current secret', async () => {
    const account = fixture({ first: 'current', added: 'other' })
    await rotateTo(account, 'v2')
    expect(account.refusals).toEqual([])
    await rotateTo(account, 'v3')
    expect(statusUnder(account.deployedPolicy(), 'other')).toBe(403)
  })

  test('starts again with a short value before the value becomes too long, and only after the API accepts it', async () => {
    const account = fixture({ first: 'a'.repeat(981) })
    await account.step('createSecret')
    expect(account.versions.get('v2')).toBe('-1xxxxxxxxxxxxxxxxxx')
    account.delayApi(true)
    await expect(account.step('setSecret')).rejects.toThrow('does not yet accept')
    expect(account.state().added).toBe('a'.repeat(981))
    account.delayApi(false)
    await rotateTo(account, 'v2')
    expect(account.state()).toMatchObject({ current: 'v2', added: '-1xxxxxxxxxxxxxxxxxx' })
    expect(account.refusals).toEqual([])
    const longest = fixture({ first: 'a'.repeat(980) })
    await longest.step('createSecret')
    expect(longest.versions.get('v2')).toHaveLength(1_000)
  })

  test('has the same result if Secrets Manager repeats a step after a failure', async () => {
    const account = fixture()
    for (const each of steps) {
      await account.step(each)
      await account.step(each)
      account.propagate()
    }
    const second = 'old-1xxxxxxxxxxxxxxxxxx'
    expect(account.state()).toMatchObject({ current: 'v2', added: second })
    expect([...account.versions.keys()]).toEqual(['v1', 'v2'])
    expect(account.refusals).toEqual([])
  })

  test('changes nothing in a step that runs before a new secret exists', async () => {
    const { step, state } = fixture()
    for (const each of ['setSecret', 'finishSecret'] as const) {
      await expect(step(each)).rejects.toThrow('no pending secret')
    }
    expect(state()).toEqual({ current: 'v1', policy: ['old'], added: 'old' })
  })

  test('tests nothing while no new secret is pending, for example when Secrets Manager validates a new schedule', async () => {
    const { step, state, versions } = fixture()
    await step('testSecret')
    expect(state()).toEqual({ current: 'v1', policy: ['old'], added: 'old' })
    expect([...versions.keys()]).toEqual(['v1'])
  })

  test('does not make the new secret current until CloudFront adds it and the API requires a secret', async () => {
    const { step, undoSending, openApi, state } = fixture()
    await step('createSecret')
    await expect(step('testSecret')).rejects.toThrow('CloudFront does not add the pending secret')
    await step('setSecret')
    undoSending()
    await expect(step('testSecret')).rejects.toThrow('CloudFront does not add the pending secret')
    await step('setSecret')
    await step('testSecret')
    openApi()
    await expect(step('testSecret')).rejects.toThrow('answers a request without the secret')
    expect(state().current).toBe('v1')
  })
})
