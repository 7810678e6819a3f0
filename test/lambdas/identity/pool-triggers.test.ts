/** The limit of failed sign-ins, which the pool lacks: the real handlers on an embedded DynamoDB under a virtual clock. */

import { describe, expect, test } from 'vitest'
import { Fault } from '../../../lambdas/core/fault.ts'
import { inactivityLimitMs } from '../../../lambdas/core/people/inactivity.ts'
import { handler as postAuthentication } from '../../../lambdas/identity/post-authentication.handler.ts'
import { handler as postConfirmation } from '../../../lambdas/identity/post-confirmation.handler.ts'
import { handler as preAuthentication } from '../../../lambdas/identity/pre-authentication.handler.ts'
import { decisionOf } from '../../port-contracts/decisions.ts'
import { embeddedStorage } from '../../port-contracts/embedded-storage.ts'
import { cognitoPool, poolIssuer, refused } from './cognito-pool.ts'
import { noon, type UserPoolFixture, userPoolFixture } from './user-pool-fixture.ts'

const storage = embeddedStorage()
const day = 86_400_000

const times = async (count: number, act: () => Promise<unknown>) => {
  for (let done = 0; done < count; done++) await act()
}
const recordedEvents = async ({ records }: UserPoolFixture) =>
  (await records()).map(({ event, actor, outcome, subject }) => [event, actor, outcome, subject]).sort()

describe('failed sign-ins', () => {
  test('abuse 36: are limited to three, and the next attempt is refused and disables the person before any password is checked', async () => {
    const pool = await userPoolFixture(storage())
    await times(3, async () => expect(await pool.start('ada')).toBe('admitted'))
    expect(await pool.known('ada')).toMatchObject({ enabled: true, failedSignIns: 3 })
    expect(await pool.start('ada')).toBe(refused)
    expect(await pool.known('ada')).toMatchObject({ enabled: false, failedSignIns: 4, signInsEndedAt: noon })
    await times(2, async () => expect(await pool.start('ada')).toBe(refused))
    expect(await recordedEvents(pool)).toEqual([
      ['operator-disabled', 'service', 'done', 'ada'],
      ...Array(2).fill(['sign-in-failed', 'service', 'failed', 'ada']),
      ...Array(3).fill(['sign-in-failed', 'service', 'refused', 'ada']),
    ])
    const line = (event: string) => ({ line: 'event', event, siteId: pool.siteId })
    const [failed, disabled] = [line('sign-in-failed'), line('operator-disabled')]
    expect(pool.lines).toEqual([failed, failed, disabled, failed, failed, failed])
  })

  test('abuse 36: lock the person out until an administrator enables them, regardless of how long that takes', async () => {
    const pool = await userPoolFixture(storage())
    await times(4, () => pool.start('ada'))
    pool.clock.advance(80 * day)
    expect(await pool.start('ada')).toBe(refused)
    await pool.people.put(pool.person('ada'), { enabled: true }, decisionOf(pool.person('ada'), pool.clock.now()))
    expect(await pool.start('ada')).toBe('admitted')
    expect(await pool.succeed('ada')).toBe('admitted')
    expect(await pool.known('ada')).toMatchObject({ enabled: true, lastSignInAt: pool.clock.now() })
  })

  test('are reset only by a complete sign-in', async () => {
    const pool = await userPoolFixture(storage())
    for (let round = 0; round < 3; round++) {
      await times(3, async () => expect(await pool.start('ada')).toBe('admitted'))
      expect(await pool.succeed('ada')).toBe('admitted')
    }
    // A correct password without the second factor is not a complete sign-in, and runs no trigger of the pool.
    await times(3, () => pool.start('ada'))
    expect(await pool.start('ada')).toBe(refused)
  })

  test.each([3, 10])('are limited to %i if the site sets that limit', async (failedSignIns) => {
    const pool = await userPoolFixture(storage(), { failedSignIns })
    await times(failedSignIns, async () => expect(await pool.start('ada')).toBe('admitted'))
    expect(await pool.start('ada')).toBe(refused)
  })

  test('are limited to the default number at an unknown site', async () => {
    const pool = await userPoolFixture(storage(), 'no site')
    await times(3, async () => expect(await pool.start('ada')).toBe('admitted'))
    expect(await pool.start('ada')).toBe(refused)
  })

  test('by one person do not count for another person', async () => {
    const pool = await userPoolFixture(storage())
    await times(4, () => pool.start('ada'))
    expect(await pool.start('grace')).toBe('admitted')
    expect(await pool.known('grace')).toMatchObject({ issuer: poolIssuer, failedSignIns: 1 })
  })

  test('abuse 36: are limited even if 100 attempts are concurrent, and one attempt above the limit disables the person', async () => {
    const pool = await userPoolFixture(storage(), { failedSignIns: 10 })
    const answers = await Promise.all(Array.from({ length: 100 }, () => pool.start('ada')))
    expect(answers.filter((answer) => answer === 'admitted')).toHaveLength(10)
    expect(answers.filter((answer) => answer === refused)).toHaveLength(90)
    expect(await pool.known('ada')).toMatchObject({ enabled: false, failedSignIns: 100 })
    const events = (await pool.records()).map(({ event }) => event)
    expect(events.filter((event) => event === 'operator-disabled')).toHaveLength(1)
    expect(events.filter((event) => event === 'sign-in-failed')).toHaveLength(99)
  }, 60_000)

  test('make a sign-in fail if they disable the person while that sign-in is in progress', async () => {
    const pool = await userPoolFixture(storage())
    await times(4, () => pool.start('ada'))
    expect(await pool.succeed('ada')).toBe(refused)
    expect(await pool.known('ada')).toMatchObject({ enabled: false })
  })
})

describe('a person in the pool', () => {
  test('who was disabled by an administrator is refused before any password is checked', async () => {
    const pool = await userPoolFixture(storage())
    await pool.people.put(pool.person('ada'), { enabled: false }, decisionOf(pool.person('ada'), noon))
    expect(await pool.start('ada')).toBe(refused)
    expect(await recordedEvents(pool)).toContainEqual(['sign-in-failed', 'service', 'refused', 'ada'])
  })

  test('who has been inactive for 90 days is refused and disabled, but is admitted one millisecond earlier', async () => {
    const pool = await userPoolFixture(storage())
    for (const name of ['ada', 'grace']) {
      await pool.start(name)
      await pool.succeed(name)
    }
    pool.clock.advance(inactivityLimitMs - 1)
    expect(await pool.start('grace')).toBe('admitted')
    expect(await pool.succeed('grace')).toBe('admitted')
    pool.clock.advance(1)
    expect(await pool.start('grace')).toBe('admitted')
    expect(await pool.start('ada')).toBe(refused)
    expect(await pool.known('ada')).toMatchObject({ enabled: false, signInsEndedAt: pool.clock.now() })
    expect(await recordedEvents(pool)).toContainEqual(['operator-disabled', 'service', 'done', 'ada'])
  })

  test('who does not exist is refused by the pool itself, and nothing is stored about the name', async () => {
    const pool = await userPoolFixture(storage())
    expect(await pool.start('nobody', { userNotFound: true, userAttributes: {} })).toBe('admitted')
    expect(await pool.known('nobody')).toBeUndefined()
    expect(await pool.records()).toEqual([])
  })

  test.each([
    ['has no site', { userAttributes: { sub: 'sub-of-ada' } }, 'ada'],
    ['has an invalid site', { userAttributes: { 'custom:site': 'Acme!' } }, 'ada'],
    ['has a name that is not a valid subject', {}, 'ada lovelace'],
  ])('who %s is refused', async (_who, request, name) => {
    const pool = await userPoolFixture(storage())
    expect(await pool.start(name, request)).toBe(refused)
  })

  test('who sends a site in the client metadata keeps the site from their attribute', async () => {
    const pool = await userPoolFixture(storage())
    const claimed = { clientMetadata: { 'custom:site': 'other' }, validationData: { 'custom:site': 'other' } }
    await pool.start('ada', claimed)
    expect(await pool.known('ada')).toMatchObject({ siteId: pool.siteId, failedSignIns: 1 })
  })
})

describe('the post-confirmation trigger', () => {
  test('ends every earlier sign-in after a password reset by e-mail, and does not enable a disabled person', async () => {
    const pool = await userPoolFixture(storage())
    await times(4, () => pool.start('ada'))
    pool.clock.advance(5)
    expect(await pool.confirm('ada')).toBe('admitted')
    expect(await pool.known('ada')).toMatchObject({ enabled: false, signInsEndedAt: noon + 5, failedSignIns: 4 })
    expect(await pool.start('ada')).toBe(refused)
    expect(await pool.confirm('grace')).toBe('admitted')
    expect(await pool.known('grace')).toMatchObject({ enabled: true, signInsEndedAt: noon + 5 })
    expect(await recordedEvents(pool)).toContainEqual(['signed-out', 'service', 'done', 'grace'])
  })

  test('changes nothing when a registration is confirmed', async () => {
    const pool = await userPoolFixture(storage())
    expect(await pool.confirm('ada', 'PostConfirmation_ConfirmSignUp')).toBe('admitted')
    expect(await pool.known('ada')).toBeUndefined()
  })
})

describe('sign-ins fail closed', () => {
  const down = (pool: UserPoolFixture, commands: RegExp) => {
    const { documents } = pool.dependencies
    const send: typeof documents.send = (command: object) => {
      if (commands.test(command.constructor.name)) return Promise.reject(new Error('nobody there'))
      return Reflect.apply(documents.send, documents, [command])
    }
    const failing = { ...pool.dependencies, documents: Object.assign(Object.create(documents), { send }) }
    return cognitoPool(failing, pool.siteId)
  }

  test.each([
    ['counter', /^UpdateCommand$/, 'storage-failed'],
    ['site', /^BatchGetCommand$/, 'storage-failed'],
  ])('when the stored %s cannot be read', async (_what, commands, fault) => {
    const pool = await userPoolFixture(storage())
    expect(await down(pool, commands).start('ada')).toBe(refused)
    expect(pool.lines).toEqual([
      { line: 'task', task: 'pre-authentication', requestId: 'request-1', fault, cause: 'Error' },
    ])
  })

  test('when a complete sign-in cannot be stored', async () => {
    const pool = await userPoolFixture(storage())
    expect(await down(pool, /^UpdateCommand$/).succeed('ada')).toBe(refused)
  })

  test('when a failed attempt cannot be recorded', async () => {
    const pool = await userPoolFixture(storage())
    await pool.start('ada')
    expect(await down(pool, /^PutCommand$/).start('ada')).toBe(refused)
    expect(pool.lines).toMatchObject([{ fault: 'audit-failed' }])
  })

  test('when the event has an unknown shape', async () => {
    const pool = await userPoolFixture(storage())
    await expect(pool.before({ triggerSource: 'PreAuthentication_Authentication' })).rejects.toThrow(refused)
    expect(pool.lines).toMatchObject([{ fault: 'settings-malformed' }])
  })

  test.each([preAuthentication, postAuthentication, postConfirmation])(
    'when the function has no table names',
    async (handler) => {
      await expect(handler({}, { awsRequestId: 'request-1' })).rejects.toThrow(new Fault('settings-malformed').message)
    },
  )
})

test('the trigger returns the pool’s event unchanged', async () => {
  const pool = await userPoolFixture(storage())
  const event = pool.event('PreAuthentication_Authentication', 'ada')
  expect(await pool.before(event)).toBe(event)
})
