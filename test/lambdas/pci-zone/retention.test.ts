/** The removal of records past their retention, and its check: the deployed functions on an embedded DynamoDB. */
import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SiteId, type SubmissionId } from '../../../contracts/identifiers.ts'
import { SiteSettings } from '../../../contracts/site-settings.ts'
import { chainHeadCache } from '../../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { type TableDefinition, tableDefinitions } from '../../../lambdas/adapters/dynamodb/tables.ts'
import type { BaseDependencies } from '../../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../../../lambdas/adapters/process/randomness.ts'
import { type ExpiringTable, expiringTables } from '../../../lambdas/core/expiring-tables.ts'
import type { EventLogLine, TaskLogLine } from '../../../lambdas/core/log.ts'
import { monthsLater } from '../../../lambdas/core/time.ts'
import { compose as composeCheck } from '../../../lambdas/pci-zone/check-retention.handler.ts'
import { compose as composeSweep } from '../../../lambdas/pci-zone/sweep-retention.handler.ts'
import { dynamoDbSubmissionSweeps } from '../../../lambdas/pci-zone/vault/dynamodb-retained-submissions.ts'
import { dataKeyItems, submissionItems } from '../../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import { embeddedStorage } from '../../port-contracts/embedded-storage.ts'
import { newSampleRecords } from '../../port-contracts/sample-records.ts'

const storage = embeddedStorage()
const day = 86_400_000
const noon = Date.UTC(2030, 5, 15, 12)
const context = { awsRequestId: 'request-1' }

const newFixture = () => {
  const { documents, tables } = storage()
  const clock = virtualClock(noon)
  const lines: TaskLogLine[] = []
  const events: EventLogLine[] = []
  const dependencies: BaseDependencies = {
    ...{ documents, tables, clock, randomness: systemRandomness, chainHeads: chainHeadCache() },
    log: {
      write(line) {
        if (line.line === 'task') lines.push(line)
        if (line.line === 'event') events.push(line)
      },
    },
  }
  const setMonths = (siteId: string, retentionMonths: number) =>
    documents.send(
      new PutCommand({ TableName: tables.sites, Item: SiteSettings.parse({ siteId, name: 'A', retentionMonths }) }),
    )
  const submitted = async (siteId: string, submittedAt: number, promisedMonths = 13) => {
    const { submission, dataKey } = newSampleRecords(submittedAt)
    const expiresAt = monthsLater(submittedAt, promisedMonths)
    const ids = { siteId: SiteId.parse(siteId), expiresAt }
    const sweepAt = Math.ceil(expiresAt / 1_000)
    const items = [
      { TableName: tables.submissions, Item: submissionItems.toItem({ ...submission, ...ids, submittedAt }, sweepAt) },
      { TableName: tables['data-keys'], Item: dataKeyItems.toItem({ ...dataKey, ...ids }, sweepAt) },
    ]
    for (const item of items) await documents.send(new PutCommand(item))
    return submission.submissionId
  }
  /** Whether the submission and the data key exist. */
  const found = async (submissionId: SubmissionId) => {
    const gets = [tables.submissions, tables['data-keys']].map((TableName) =>
      documents.send(new GetCommand({ TableName, Key: { submissionId } })),
    )
    return (await Promise.all(gets)).map(({ Item }) => Item !== undefined)
  }
  const sweep = () => composeSweep(dependencies)({}, context)
  const check = async () => {
    lines.length = 0
    await composeCheck(dependencies)({}, context)
    return lines.filter(({ overdue = 0 }) => overdue > 0).map(({ table, overdue }) => [table, overdue])
  }
  return { documents, tables, clock, lines, events, setMonths, submitted, found, sweep, check }
}

let fixture: ReturnType<typeof newFixture>
let site: string
let sites = 0

beforeEach(async () => {
  fixture = newFixture()
  site = `site-${++sites}`
  // Each test starts without overdue records.
  for (const table of [fixture.tables.submissions, fixture.tables['data-keys']]) {
    const { Items = [] } = await fixture.documents.send(new ScanCommand({ TableName: table }))
    expect(Items).toEqual([])
  }
})

const both = [true, true]
const neither = [false, false]

describe('I12: the daily removal', () => {
  test('removes a submission at the promised time or at the time that the site’s current setting gives, whichever is earlier, to the millisecond', async () => {
    await fixture.setMonths(site, 13)
    const at = monthsLater(noon, -3)
    const [promised, later] = [await fixture.submitted(site, at, 3), await fixture.submitted(site, at + 1, 3)]
    const long = await fixture.submitted(site, at)
    await fixture.sweep()
    expect(await fixture.found(promised)).toEqual(neither)
    expect(await fixture.found(later)).toEqual(both)
    expect(await fixture.found(long)).toEqual(both)

    await fixture.setMonths(site, 3)
    await fixture.sweep()
    expect(await fixture.found(long)).toEqual(neither)
    expect(fixture.lines).toEqual([
      { line: 'task', task: 'sweep-retention', requestId: 'request-1', table: 'submissions', looked: 3, done: 1 },
      { line: 'task', task: 'sweep-retention', requestId: 'request-1', table: 'submissions', looked: 2, done: 1 },
    ])
    fixture.clock.advance(1)
    await fixture.sweep()
    expect(await fixture.found(later)).toEqual(neither)
  })

  test('applies each site’s setting, and the promised time if the site no longer exists', async () => {
    const other = `${site}-other`
    await fixture.setMonths(site, 1)
    await fixture.setMonths(other, 13)
    const at = monthsLater(noon, -2)
    const [short, long, gone] = [
      await fixture.submitted(site, at),
      await fixture.submitted(other, at),
      await fixture.submitted(`${site}-gone`, at),
    ]
    await fixture.sweep()
    expect(await Promise.all([short, long, gone].map(fixture.found))).toEqual([neither, both, both])
    fixture.clock.advanceTo(monthsLater(at, 13))
    await fixture.sweep()
    expect(await Promise.all([long, gone].map(fixture.found))).toEqual([neither, neither])
  })

  test('deletes the data key first, so that after a crash the next run deletes the rest', async () => {
    await fixture.setMonths(site, 1)
    const overdue = await fixture.submitted(site, monthsLater(noon, -2))
    const dependencies = { documents: fixture.documents, tables: { ...fixture.tables, submissions: 'no-such-table' } }
    await expect(dynamoDbSubmissionSweeps(dependencies).remove(overdue)).rejects.toMatchObject({
      code: 'storage-failed',
    })
    expect(await fixture.found(overdue)).toEqual([true, false])
    await fixture.sweep()
    expect(await fixture.found(overdue)).toEqual(neither)
  })
})

describe('I10, I12: retention with malformed records', () => {
  const put = (table: 'submissions' | 'sites', Item: object) =>
    fixture.documents.send(new PutCommand({ TableName: fixture.tables[table], Item }))
  const integrityFailed = { line: 'event', event: 'integrity-failed' }
  const planted = 'planted'

  afterEach(() =>
    fixture.documents.send(
      new DeleteCommand({ TableName: fixture.tables.submissions, Key: { submissionId: planted } }),
    ),
  )

  test('counts and logs one malformed row in the vault for the alarm, and removes and checks the other rows', async () => {
    await fixture.setMonths(site, 1)
    const overdue = await fixture.submitted(site, monthsLater(noon, -2))
    await put('submissions', { submissionId: planted, siteId: 5, sweepAt: Math.ceil(noon / 1_000) + 1 })
    expect(await fixture.check()).toEqual([['submissions', 1]])
    expect(fixture.lines.at(-1)).toMatchObject({ looked: 2, overdue: 1, malformed: 1 })
    expect(fixture.events).toEqual([integrityFailed])
    await fixture.sweep()
    expect(await fixture.found(overdue)).toEqual(neither)
    expect(fixture.lines.at(-1)).toMatchObject({ task: 'sweep-retention', looked: 2, done: 1, malformed: 1 })
    expect(fixture.events).toEqual([integrityFailed, integrityFailed])
  })

  test('makes the run fail for a malformed site, but only after the records of other sites are removed and checked', async () => {
    const broken = `${site}-broken`
    await put('sites', { siteId: broken, name: 5 })
    await fixture.setMonths(site, 1)
    const at = monthsLater(noon, -2)
    const stored = await Promise.all([broken, site, broken, site].map((each) => fixture.submitted(each, at)))
    const malformed = { code: 'stored-item-malformed' }
    await expect(fixture.check()).rejects.toMatchObject(malformed)
    expect(fixture.lines.at(-2)).toMatchObject({ table: 'submissions', looked: 4, overdue: 2 })
    await expect(fixture.sweep()).rejects.toMatchObject(malformed)
    expect(fixture.lines.slice(-2)).toMatchObject([
      { looked: 4, done: 2 },
      { task: 'sweep-retention', fault: malformed.code },
    ])
    expect(await Promise.all(stored.map(fixture.found))).toEqual([both, neither, both, neither])
    await fixture.setMonths(broken, 1)
    await fixture.sweep()
    expect(await Promise.all(stored.map(fixture.found))).toEqual([neither, neither, neither, neither])
  })
})

describe('I12: the retention check', () => {
  const planted: DeleteCommand[] = []
  afterEach(async () => {
    for (const each of planted.splice(0)) await fixture.documents.send(each)
  })

  const plant = (table: ExpiringTable, more: object) => {
    const { partition, sort }: TableDefinition = tableDefinitions[table]
    const key = { [partition.name]: 'planted', ...(sort && { [sort.name]: sort.type === 'N' ? 1 : 'planted' }) }
    const TableName = fixture.tables[table]
    planted.push(new DeleteCommand({ TableName, Key: key }))
    return fixture.documents.send(new PutCommand({ TableName, Item: { ...key, ...more } }))
  }

  test('covers every table with expiring records', () => {
    const swept = Object.entries<TableDefinition>(tableDefinitions).filter(
      ([, { timeToLive }]) => timeToLive !== undefined,
    )
    expect(swept.map(([name]) => name).sort()).toEqual([...expiringTables].sort())
  })

  test('logs only numbers, in one line for each table and one line for the sites’ settings', async () => {
    await fixture.setMonths(site, 13)
    const kept = await fixture.submitted(site, noon)
    expect(await fixture.check()).toEqual([])
    expect(fixture.lines.map(({ table }) => table)).toEqual([...expiringTables, 'submissions'])
    for (const line of fixture.lines) {
      expect(Object.keys(line).sort()).toEqual(['line', 'looked', 'overdue', 'requestId', 'table', 'task'])
    }
    expect(fixture.lines.find(({ table }) => table === 'data-keys')).toMatchObject({ looked: 1, overdue: 0 })
    fixture.clock.advanceTo(monthsLater(noon, 13))
    await fixture.sweep()
    expect(await fixture.found(kept)).toEqual(neither)
  })

  test('counts a submission as overdue once the daily removal has failed twice', async () => {
    await fixture.setMonths(site, 1)
    const overdue = await fixture.submitted(site, monthsLater(noon, -1))
    fixture.clock.advance(2 * day - 1)
    expect(await fixture.check()).toEqual([])
    fixture.clock.advance(1)
    expect(await fixture.check()).toEqual([['submissions', 1]])
    await fixture.sweep()
    expect(await fixture.check()).toEqual([])
    expect(await fixture.found(overdue)).toEqual(neither)
  })

  test.each(expiringTables.filter((table) => table !== 'submissions'))(
    'counts in %s a record that is a week overdue, has no TTL, or has a TTL too far in the future',
    async (table) => {
      const seconds = (at: number) => Math.floor(at / 1_000)
      const wrong = [{ sweepAt: seconds(noon - 7 * day) - 1 }, {}, { sweepAt: seconds(monthsLater(noon, 28)) }]
      for (const more of wrong) {
        await plant(table, more)
        expect(await fixture.check()).toEqual([[table, 1]])
      }
      await plant(table, { sweepAt: seconds(noon - 7 * day) })
      expect(await fixture.check()).toEqual([])
    },
  )
})
