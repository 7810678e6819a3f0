import { beforeAll, describe, expect, test } from 'vitest'
import { tableDefinitions } from '../../../lambdas/adapters/dynamodb/tables.ts'
import { countForm } from '../../../tools/cost/count-form.ts'
import { recordedUsage } from '../../../tools/cost/recorded-usage.ts'
import type { StepUsage, Usage } from '../../../tools/cost/usage.ts'

let usage: Usage
beforeAll(async () => {
  usage = await countForm()
})

const stepOf = ({ steps }: Usage, name: string): StepUsage => {
  const [step, ...more] = steps.filter((each) => each.step === name)
  if (step === undefined || more.length > 0) throw new Error(`${name} is not called once`)
  return step
}

describe('the usage of one form', () => {
  test('consists of nine calls, including the agent’s read of the template for the fingerprint', () => {
    expect(usage.steps.map(({ step }) => step)).toEqual([
      ...['put-conversation', 'get-template', 'send-form', 'open-form', 'issue-submit-key', 'submit-form'],
      ...['issue-retrieve-key', 'retrieve-submission', 'close-conversation'],
    ])
  })

  test('includes the other calls of both pages: the list, the ticket, three reports and four looks for an end', () => {
    expect(usage.pageCalls.map(({ step }) => step)).toEqual([
      ...['list-forms', 'issue-events-ticket'],
      ...['report-progress', 'report-progress', 'report-progress'],
      ...['resume-form', 'resume-form', 'resume-form', 'resume-form'],
    ])
  })

  test('includes the agent’s socket, and a run of the publisher for each published record', () => {
    expect(usage.background.map(({ step, socketMessages }) => [step, socketMessages])).toEqual([
      ...[
        ['connect-authorizer', 0],
        ['open-socket', 0],
      ],
      ...Array.from({ length: 5 }, () => ['publish-events', 1]),
      ['close-socket', 0],
    ])
    expect(usage.notifications.map(({ step, socketMessages }) => [step, socketMessages])).toEqual([
      ...Array.from({ length: 3 }, () => ['report-progress', 1]),
      ['close-conversation', 1],
    ])
    expect(usage.archivedBytes).toBeGreaterThan(1_000)
  })

  test('includes the requests that concern the vault’s tables', () => {
    const ofVault = usage.steps.filter(({ vaultRequests }) => vaultRequests > 0).map(({ step }) => step)
    expect(ofVault).toEqual(['submit-form', 'retrieve-submission'])
  })

  test('includes a record of each step, and a transaction only where a record and its change must be stored together', () => {
    const transactions = usage.steps.map((each) => [each.step, each.dynamoDbTransactions, each.auditRecords])
    expect(transactions.filter(([, count]) => count !== 0)).toEqual([
      ...['open-form', 'submit-form', 'retrieve-submission'].map((step) => [step, 1, 1]),
    ])
    const recording = usage.steps.filter(({ auditRecords }) => auditRecords === 1).map(({ step }) => step)
    expect(recording).toHaveLength(7)
  })

  test('includes one generated and one decrypted data key, and two calls to the holding', () => {
    for (const kind of ['kmsRequests', 'holdingCommands'] as const) {
      const using = usage.steps.filter((step) => step[kind] > 0).map((step) => [step.step, step[kind]])
      expect(using).toEqual([
        ['submit-form', 1],
        ['retrieve-submission', 1],
      ])
    }
  })

  test('counts each write in a transaction twice', () => {
    // A key, a form, a data key, an audit record and a check of the conversation; the submission is over 1 KB.
    expect(stepOf(usage, 'submit-form').writeUnits).toBe(2 * 5 + 2 * 2)
  })

  test('includes checks of the session for people and the chat backend, but not for visitors', () => {
    const authorized = usage.steps.filter(({ authorizerRuns }) => authorizerRuns > 0).map(({ step }) => step)
    expect(authorized).toEqual([
      ...['put-conversation', 'get-template', 'send-form', 'issue-retrieve-key', 'retrieve-submission'],
      'close-conversation',
    ])
  })

  test('includes the stored bytes in each table that has records about a form', () => {
    expect(Object.keys(usage.storedBytes).sort()).toEqual(
      ['audit', 'conversations', 'data-keys', 'forms', 'submissions'].filter((name) => name in tableDefinitions),
    )
    for (const bytes of Object.values(usage.storedBytes)) expect(bytes).toBeGreaterThan(100)
  })
})

describe('the recorded usage on the cost page', () => {
  const exact = ({ logBytes: _, requestBytes: __, replyBytes: ___, ...counted }: StepUsage) => counted

  test('has the same counts as a form that is counted now', () => {
    const counts = ({ steps, pageCalls, notifications, background }: Usage) =>
      [...steps, ...pageCalls, ...notifications, ...background].map(exact)
    expect(counts(recordedUsage()), 'run npm run cost to update the page').toEqual(counts(usage))
  })

  test('has sizes that differ by a few bytes at most from those of a form that is counted now', () => {
    const sizes = ({ steps, storedBytes }: Usage): readonly number[] => [
      ...steps.flatMap(({ logBytes, requestBytes, replyBytes }) => [logBytes, requestBytes, replyBytes]),
      ...Object.values(storedBytes),
    ]
    const seen = sizes(usage)
    for (const [place, bytes] of sizes(recordedUsage()).entries()) {
      expect(Math.abs(bytes - (seen[place] ?? 0)), 'run npm run cost to update the page').toBeLessThan(20 + bytes / 20)
    }
  })
})
