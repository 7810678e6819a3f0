import { describe, expect, test } from 'vitest'
import { actions } from '../../../tools/doctor/aws/actions.ts'
import { policy } from '../../../tools/doctor/aws/policy.ts'
import { doctor } from '../../../tools/doctor/doctor.ts'
import { exitCodeOf, reportLines } from '../../../tools/doctor/report.ts'
import { account, changed, demo, denied, production, refused } from './account.ts'
import { queryReply } from './healthy-account.ts'
import type { Replies } from './replies.ts'

const now = () => new Date('2026-11-30')
const examine = async (replies: Replies = {}, settings = production) => {
  const { readAws, called } = account(replies, settings)
  const findings = await doctor({ settings, readAws, now })
  return { findings, called, states: [...new Set(findings.map(({ state }) => state))] }
}

test('every finding is `ok` if the account is ready', async () => {
  const { findings, states } = await examine()
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(states).toEqual(['ok'])
  expect(findings.length).toBeGreaterThan(20)
  expect(exitCodeOf(findings)).toBe(0)
})

test('a demo needs no certificate and no domain', async () => {
  const { findings } = await examine({}, demo)
  expect(findings.filter(({ state }) => state === 'problem')).toEqual([])
})

test('if AWS denies an action, the checks that need it are `unknown` and name the missing permission, and all other checks continue', async () => {
  const all = (await examine()).findings.length
  for (const action of actions.filter((each) => each !== 'sts:GetCallerIdentity')) {
    const { findings } = await examine({ [action]: denied })
    const unknown = findings.filter(({ state }) => state === 'unknown')
    expect(findings.filter(({ state }) => state === 'problem')).toEqual([])
    for (const { found, change } of unknown) {
      expect(found).toMatch(new RegExp(`^${action} is denied in `))
      expect(change).toContain(`Allow ${action} `)
    }
    expect(findings.length).toBeGreaterThanOrEqual(all - 1)
    if (unknown.length === 0) expect(onlyForSomeAccounts).toContain(action)
  }
})

/** What a healthy account is never asked. */
const onlyForSomeAccounts = [
  'cloudformation:ListStackResources',
  'cloudtrail:GetEventSelectors',
  'servicequotas:GetAWSDefaultServiceQuota',
  'ses:GetAccount',
  'ses:GetEmailIdentity',
]

test('the result of a check is `unknown` if a reply from AWS cannot be read', async () => {
  const { findings } = await examine({ 'cloudtrail:DescribeTrails': { trailList: 'none' } })
  expect(findings.find(({ check }) => check === 'trails')).toMatchObject({
    state: 'unknown',
    found: 'the reply of AWS could not be read',
  })
})

test('the printed policy allows exactly the requests that the checks make', async () => {
  const oneStack = queryReply('DescribeStacks', { Stacks: { member: { StackName: 'sealform-production-events' } } })
  const everything = {
    'cloudformation:DescribeStacks': oneStack,
    'cloudtrail:DescribeTrails': {
      trailList: [
        { Name: 'org', HomeRegion: 'us-east-1', TrailARN: 'arn:aws:cloudtrail:us-east-1:999988887777:trail/org' },
      ],
    },
    'servicequotas:GetServiceQuota': refused('NoSuchResourceException'),
  }
  const { called } = await examine(
    everything,
    changed(production, {
      signIn: {
        ...production.signIn,
        email: { from: 'a@b.example', identityArn: 'arn:aws:ses:eu-west-1:1:identity/b.example' },
      },
    }),
  )
  expect([...called()].sort()).toEqual([...actions].sort())
  const allowed = policy.Statement.flatMap(({ Action }) => Action)
  expect([...allowed, 'sts:GetCallerIdentity'].sort()).toEqual([...actions].sort())
  expect(actions.filter((action) => !/:(Get|List|Describe|GET$)/.test(action))).toEqual([])
})

describe('credentials', () => {
  test('of another account are reported as a problem, and nothing else is checked', async () => {
    const { findings, called } = await examine({
      'sts:GetCallerIdentity': queryReply('GetCallerIdentity', { Account: '999988887777', Arn: 'arn:x' }),
    })
    expect(findings).toMatchObject([
      { check: 'credentials', state: 'problem', found: 'account 999988887777, as arn:x' },
    ])
    expect([...called()]).toEqual(['sts:GetCallerIdentity'])
    expect(exitCodeOf(findings)).toBe(1)
  })

  test.each([
    ['ExpiredToken', 'The AWS credentials have expired: sign in again.'],
    ['InvalidClientTokenId', 'AWS does not know these credentials: they were deleted, or belong to another partition.'],
    ['SignatureDoesNotMatch', 'The AWS secret access key does not match its access key id.'],
    ['Strange', 'AWS could not be asked whose credentials these are: Strange, Strange happened.'],
  ])(
    'that AWS refuses with %s make the command print a one-sentence error message and exit',
    async (code, sentence) => {
      await expect(examine({ 'sts:GetCallerIdentity': refused(code, 403) })).rejects.toThrow(sentence)
    },
  )
})

test('the report prints a message from AWS on a single line', () => {
  const [line] = reportLines([{ check: 'trails', state: 'unknown', found: 'first\nsecond\u001b[31m' }])
  expect(line).toBe('unknown  trails  first second [31m')
})

test('the report has a line for each finding, lists each change once, and ends with a verdict', () => {
  const lines = reportLines([
    { check: 'bootstrap', state: 'problem', found: 'not bootstrapped in eu-central-1', change: 'Run it.' },
    { check: 'bootstrap', state: 'problem', found: 'not bootstrapped in us-east-1', change: 'Run it.' },
    { check: 'trails', state: 'warning', found: 'org records them', change: 'It costs.' },
    { check: 'alarms', state: 'unknown', found: 'denied', change: 'Allow it.' },
    { check: 'domain', state: 'ok', found: 'free' },
  ])
  expect(lines).toEqual([
    'problem  bootstrap  not bootstrapped in eu-central-1',
    'problem  bootstrap  not bootstrapped in us-east-1',
    'warning  trails     org records them',
    'unknown  alarms     denied',
    'ok       domain     free',
    '',
    'Change before you deploy:',
    '* bootstrap: Run it.',
    '',
    'Consider:',
    '* trails: It costs.',
    '',
    'Could not be checked:',
    '* alarms: Allow it.',
    '',
    'A deployment would fail: 2 problems, 1 warning, 1 unknown, 1 ok.',
  ])
})
