/** Runs the real commands on a local run after a hundred concurrent writes. */
import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditItems } from '../../lambdas/adapters/dynamodb/audit/items.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import { archiveFolder } from '../../local/audit-archive.ts'
import { reportOf } from '../../tools/audit/report.ts'
import { verify as verifyLog } from '../../tools/audit/verify.ts'
import { settingsOf } from '../../tools/audit/verify-settings.ts'
import { chainOf } from '../kit/audit-trail.ts'
import { type DatabaseService, startDatabaseService, temporaryFolder } from '../kit/service.ts'
import { newSite, type Site } from '../kit/site.ts'
import { databaseClient } from '../kit/tables.ts'

const TableName = 'sealform-audit'
let folder: string
let service: DatabaseService
let site: Site
let chain: string

const command = (name: string, ...args: string[]): Promise<{ code: unknown; said: string; complained: string }> =>
  new Promise((ended) => {
    const file = resolve(import.meta.dirname, `../../bin/${name}.ts`)
    execFile(process.execPath, [file, ...args], { env: { PATH: process.env.PATH } }, (error, said, complained) =>
      ended({ code: error === null ? 0 : error.code, said, complained }),
    )
  })
/** The lines of every file below a folder. */
const textsIn = async (below: string): Promise<string[]> => {
  const found = await readdir(below, { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')))
  return texts.flatMap((text) => text.split('\n'))
}
const verify = (...args: string[]) => command('audit-verify', ...args)
const tableArguments = () => ['--table', TableName, '--endpoint', service.databaseEndpoint]
const archive = () => archiveFolder(folder)

/** Each of a hundred calls sends a form, cancels another or submits a third, all concurrently in one conversation. */
const concurrentFormActions = async (conversationId: string): Promise<void> => {
  const forms = await Promise.all(Array.from({ length: 30 }, () => site.openForm({ conversationId })))
  const keys = await Promise.all(forms.slice(0, 20).map((form) => site.issueSubmitKey(form)))
  const results = await Promise.all([
    ...forms.slice(0, 20).map((form, index) => site.attempt.submit(form, keys[index] ?? '')),
    ...forms.slice(20).map(({ formId }) => site.agent.call('cancel-form', { path: { formId } })),
    ...Array.from({ length: 70 }, () => site.attempt.send({ conversationId })),
  ])
  expect(results.filter(({ problem }) => problem !== undefined)).toEqual([])
}

/** Changes of a person of another site and of a profile: their records belong to no conversation. */
const grantPermissions = async (): Promise<void> => {
  const other = await newSite(service)
  await other.changeSettings({ profiles: { trainee: ['audit:read'] } })
  const administrator = await other.signIn('administrator', 'root')
  const body = { enabled: true, profile: 'administrator' }
  await administrator.reply('put-person', { path: { subject: 'agent-8' }, body })
}

beforeAll(async () => {
  folder = await temporaryFolder()
  service = await startDatabaseService({ dataFolder: folder })
  site = await newSite(service)
  const conversationId = await site.newConversation()
  chain = `${site.siteId}#conversation#${conversationId}`
  await concurrentFormActions(conversationId)
  await grantPermissions()
  // Closed once, so that a second checkpoint exists, and started again on the same folder.
  service.clock.advance(1_000)
  await service.close()
  service = await startDatabaseService({ dataFolder: folder, clock: service.clock })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a hundred concurrent writes to one conversation', () => {
  test('leave one unbroken chain in the table', async () => {
    const { code, said, complained } = await verify(
      ...tableArguments(),
      '--checkpoints',
      archive(),
      '--site',
      site.siteId,
    )
    expect([code, complained]).toEqual([0, ''])
    // Opening the conversation is one record; thirty forms were sent and opened; then a hundred records.
    expect(said).toMatch(/^161 records in 1 chain\. 2 checkpoints, /)
    expect(said).toMatch(/✓ The log is intact\.\n$/)
  })

  test('leave one unbroken chain in the archive, and audit:verify --json reports this as JSON', async () => {
    const { code, said } = await verify(archive(), '--json')
    expect([code, JSON.parse(said)]).toMatchObject([0, { isIntact: true, findings: [], checkpoints: 2 }])
  })

  test('leave an archive from which the whole log or one site’s log can be exported and then verified', async () => {
    expect((await verify(archive())).said).toMatch(/records in \d+ chains?[\s\S]*✓ The log is intact\.\n$/)
    const [whole, ofSite, fromTable] = ['whole', 'of-site', 'from-table'].map((name) => join(folder, name))
    if (whole === undefined || ofSite === undefined || fromTable === undefined) throw new Error('no folders')
    const copies = [
      await command('audit-export', '--folder', archive(), '--to', whole),
      await command('audit-export', '--folder', archive(), '--to', ofSite, '--site', site.siteId),
      await command('audit-export', ...tableArguments(), '--to', fromTable),
    ]
    expect(copies.map(({ code, complained }) => [code, complained])).toEqual([0, 0, 0].map((code) => [code, '']))
    expect((await verify(whole)).code).toBe(0)
    const raised = (await textsIn(join(whole, 'audit'))).filter((line) => line.includes('"profile"'))
    expect(raised.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'site-changed', profile: 'trainee' },
      { event: 'operator-enabled', subject: 'agent-8', profile: 'administrator' },
    ])
    expect((await verify(ofSite, '--site', site.siteId)).said).toMatch(/^161 records in 1 chain\. 2 checkpoints, /)
    expect((await verify(fromTable, '--no-checkpoints')).said).toMatch(
      /There are no checkpoints: [\s\S]*✓ The log is intact\.\n$/,
    )
    expect(await verify(fromTable)).toMatchObject({ code: 2, said: expect.stringContaining('could not be checked') })
    expect(await command('audit-export', '--folder', archive(), '--to', whole)).toMatchObject({
      code: 2,
      complained: `${whole} already contains an export: specify another folder.\n`,
    })
  })
})

describe('an attacker who can write to the table', () => {
  /** Tampers with the table, returns the verifier's findings, and restores the table. */
  const found = async (
    tamper: (documents: ReturnType<typeof documentClientOf>, records: AuditRecord[]) => Promise<unknown>,
  ) => {
    const open = databaseClient(service.databaseEndpoint)
    const documents = documentClientOf(open)
    const records = await chainOf(service, chain)
    try {
      await tamper(documents, records)
      const settings = settingsOf([...tableArguments(), '--checkpoints', archive(), '--site', site.siteId])
      return reportOf(await verifyLog(settings))
        .split('\n')
        .filter((line) => line.startsWith('✗'))
    } finally {
      for (const record of records) await documents.send(new PutCommand({ TableName, Item: auditItems.toItem(record) }))
      open.destroy()
    }
  }
  const remove = (documents: ReturnType<typeof documentClientOf>, records: readonly AuditRecord[]) =>
    Promise.all(
      records.map(({ sequence }) => documents.send(new DeleteCommand({ TableName, Key: { chain, sequence } }))),
    )
  const put = (documents: ReturnType<typeof documentClientOf>, record: AuditRecord) =>
    documents.send(new PutCommand({ TableName, Item: auditItems.toItem({ ...record, hash: recordHash(record) }) }))

  test('is detected after changing a record', async () => {
    const lines = await found((documents) =>
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { chain, sequence: 7 },
          UpdateExpression: 'SET actor = :other',
          ExpressionAttributeValues: { ':other': 'agent:other' },
        }),
      ),
    )
    expect(lines).toEqual([
      `✗ ${chain}, record 7: changed. its content does not match its hash (${TableName})`,
      '✗ The log is broken: 1 finding.',
    ])
  })

  test('is detected after removing one record, the last records, or a whole conversation', async () => {
    const one = await found((documents, records) => remove(documents, records.slice(9, 10)))
    expect(one[0]).toBe(`✗ ${chain}, record 10: removed. record 10 is missing`)
    const tail = await found((documents, records) => remove(documents, records.slice(159)))
    expect(tail[0]).toBe(
      `✗ ${chain}, record 160: truncated. records 160 to 161 are missing at its end: checkpoint 2 has them`,
    )
    const all = await found(remove)
    expect(all[0]).toBe(`✗ ${chain}, record 1: vanished. checkpoint 2 has 161 records of it, but none exists`)
  })

  test('is detected after swapping two records, or after rewriting the rest of a chain with valid hashes', async () => {
    const moved = await found(async (documents, records) => {
      const [third, fourth] = records.slice(2)
      if (third === undefined || fourth === undefined) throw new Error('no records')
      await put(documents, { ...fourth, sequence: 3, previousHash: third.previousHash })
      await put(documents, { ...third, sequence: 4 })
    })
    expect(moved[0]).toMatch(`✗ ${chain}, record 4: replaced. it follows `)
    const rewritten = await found(async (documents, records) => {
      let previousHash = records[99]?.hash ?? ''
      for (const record of records.slice(100)) {
        const forged = { ...record, actor: 'agent:other', previousHash }
        await put(documents, forged)
        previousHash = recordHash(forged)
      }
    })
    expect(rewritten[0]).toMatch(`✗ ${chain}, record 161: rewritten. checkpoint 2 has it as `)
  })
})

describe('the command audit:verify', () => {
  test('exits with 1 if the log is broken, and with 2 if it cannot be read', async () => {
    expect(await verify(archive(), '--known-checkpoint', '0'.repeat(64))).toMatchObject({ code: 1, complained: '' })
    expect(await verify('--table', 'x', '--endpoint', 'http://127.0.0.1:9')).toEqual({
      code: 2,
      said: '',
      complained: 'The log could not be read.\n',
    })
  })
})
