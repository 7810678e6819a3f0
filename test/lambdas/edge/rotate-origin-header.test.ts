import { describe, expect, test } from 'vitest'
import { RotationEvent, rotateOriginHeader } from '../../../lambdas/edge/rotate-origin-header.ts'

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const

/** Secrets Manager, the firewall and CloudFront, and whether a request of CloudFront would pass at each moment. */
function fixture() {
  const versions = new Map([['v1', 'old']])
  let current = 'v1'
  let accepted: readonly string[] = ['old']
  let added = 'old'
  const refusals: string[] = []
  const look = (moment: string) => {
    if (!accepted.includes(added)) refusals.push(moment)
  }
  const rotate = rotateOriginHeader({
    secrets: {
      current: async () => ({ version: current, value: versions.get(current) ?? '' }),
      pending: async (version) => versions.get(version),
      makePending: async (version, value) => void versions.set(version, value),
      makeCurrent: async (version) => {
        current = version
      },
      random: async () => `new-${versions.size}`,
    },
    firewall: {
      async setAccepted(values) {
        accepted = values
        look('the firewall changed')
      },
      accepts: async (value) => accepted.includes(value),
    },
    distribution: {
      async setHeaderValue(value) {
        added = value
        look('CloudFront changed')
      },
      hasHeaderValue: async (value) => added === value,
    },
  })
  const step = (Step: RotationEvent['Step'], ClientRequestToken = 'v2') =>
    rotate(RotationEvent.parse({ Step, SecretId: 'secret', ClientRequestToken }))
  return {
    step,
    refusals,
    versions,
    state: () => ({ current, accepted, added }),
    undoSending: () => {
      added = 'old'
    },
  }
}

describe('rotating the secret that CloudFront sends', () => {
  test('replaces the secret in four steps, and the previous secret is accepted until the next rotation', async () => {
    const { step, state, refusals } = fixture()
    for (const each of steps) await step(each)
    expect(state()).toEqual({ current: 'v2', accepted: ['old', 'new-1'], added: 'new-1' })
    for (const each of steps) await step(each, 'v3')
    expect(state()).toEqual({ current: 'v3', accepted: ['new-1', 'new-2'], added: 'new-2' })
    expect(refusals).toEqual([])
  })

  test('has the same result if Secrets Manager repeats a step after a failure', async () => {
    const { step, state, refusals, versions } = fixture()
    for (const each of steps) {
      await step(each)
      await step(each)
    }
    expect(state()).toEqual({ current: 'v2', accepted: ['old', 'new-1'], added: 'new-1' })
    expect([...versions.keys()]).toEqual(['v1', 'v2'])
    expect(refusals).toEqual([])
  })

  test('changes nothing in a step that runs before a new secret exists', async () => {
    const { step, state } = fixture()
    for (const each of ['setSecret', 'finishSecret'] as const) {
      await expect(step(each)).rejects.toThrow('no pending secret')
    }
    expect(state()).toEqual({ current: 'v1', accepted: ['old'], added: 'old' })
  })

  test('tests nothing while no new secret is pending, for example when Secrets Manager validates a new schedule', async () => {
    const { step, state, versions } = fixture()
    await step('testSecret')
    expect(state()).toEqual({ current: 'v1', accepted: ['old'], added: 'old' })
    expect([...versions.keys()]).toEqual(['v1'])
  })

  test('does not make the new secret current until both CloudFront and the firewall use it', async () => {
    const { step, undoSending, state } = fixture()
    await step('createSecret')
    await expect(step('testSecret')).rejects.toThrow('not yet configured in both CloudFront and the firewall')
    await step('setSecret')
    undoSending()
    await expect(step('testSecret')).rejects.toThrow('not yet configured in both CloudFront and the firewall')
    expect(state().current).toBe('v1')
  })
})
