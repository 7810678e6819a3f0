/** Promise I10: for any alteration in the vault, nothing is shown, an alarm is raised, and no other conversation is affected. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { ProfileName, SiteId } from '../../../../contracts/identifiers.ts'
import { scanAuditTable } from '../../../../lambdas/adapters/dynamodb/audit/scan.ts'
import {
  conversationItems,
  formItems,
  siteItems,
  templateVersionItems,
} from '../../../../lambdas/adapters/dynamodb/items.ts'
import type { AuditRecord } from '../../../../lambdas/core/audit/audit.ts'
import { conversationChain } from '../../../../lambdas/core/audit/audit-chain.ts'
import { hashOf } from '../../../../lambdas/core/one-time-keys/one-time-key.ts'
import { issueRetrieveKey } from '../../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../../lambdas/pci-zone/retrieve-submission.ts'
import { dataKeyItems, submissionItems } from '../../../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { viewHistory } from '../../../../lambdas/pci-zone/view-history.ts'
import type { MemoryPorts } from '../../../../local/memory/dependencies.ts'
import { embeddedStorage } from '../../../port-contracts/embedded-storage.ts'
import { expectUnbrokenChain } from '../../../port-contracts/stored-samples.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../../site-fixture.ts'
import { type StoredSubmission, storeSubmission } from '../stored-submission.ts'
import { type Alteration, alterations, type Row } from './alterations.ts'

const permitted = { profiles: { [ProfileName.parse('agent-manager')]: ['secure-form:view-history' as const] } }
const rival = SiteId.parse('rival')

/** The service with two submissions that share no value, over one kind of storage. */
interface Scene {
  readonly fixture: SiteFixture
  readonly ports: MemoryPorts
  readonly own: StoredSubmission
  readonly other: StoredSubmission
  alter(alteration: Alteration): Promise<void>
  records(): Promise<readonly AuditRecord[]>
}

async function twoSubmissions(state: 'active' | 'closed', names: readonly [string, string], start?: number) {
  const fixture = siteFixture(permitted, start === undefined ? {} : { start, seed: start })
  fixture.setSite(permitted, rival)
  const own = await storeSubmission(fixture, { conversationId: names[0], state, contextHash: 'what-it-is-for' })
  fixture.clock.advance(1_000)
  const other = await storeSubmission(fixture, {
    ...{ siteId: rival, conversationId: names[1], state: 'active', agent: 'agent-8', contextHash: 'another-purpose' },
    ...{ templateName: 'card-again', version: 2, sealed: [] },
  })
  return { fixture, own, other }
}

const rowsOf = ({ tables }: SiteFixture, table: Alteration['table'], { submissionId }: StoredSubmission): Row => ({
  ...(table === 'submissions' ? tables.submissions.get(submissionId) : tables.dataKeys.get(submissionId)),
})

async function inMemory(state: 'active' | 'closed'): Promise<Scene> {
  const { fixture, own, other } = await twoSubmissions(state, ['chat-1', 'chat-2'])
  return {
    ...{ fixture, own, other, ports: fixture.ports() },
    async alter({ table, apply }) {
      const { put } = table === 'submissions' ? fixture.tables.submissions : fixture.tables.dataKeys
      // The altered row does not have the type of the table.
      Reflect.apply(put, undefined, [
        own.submissionId,
        apply(rowsOf(fixture, table, own), rowsOf(fixture, table, other)),
      ])
    },
    records: async () => fixture.records(),
  }
}

/** A sign-in that no other scene on the same storage uses. */
const signIn = ({ fixture, own }: Scene, profile: string, subject: string) => ({
  ...fixture.signIn(profile, subject),
  sessionHash: hashOf(own.submissionId),
})

type Prepare = (scene: Scene) => Promise<() => Promise<string>>

const read: Prepare = async (scene) => {
  const { ports, own } = scene
  const by = signIn(scene, 'agent', 'agent-7')
  const { formId, submissionId } = own
  const { retrieveKey } = replyOf(await issueRetrieveKey(ports)(request(by, { path: { formId }, query: {}, body: {} })))
  return async () =>
    codeOf(await retrieveSubmission(ports)(request(by, { path: { submissionId }, query: {}, body: { retrieveKey } })))
}

const view: Prepare = async (scene) => {
  const { ports, own } = scene
  const by = signIn(scene, 'agent-manager', 'manager-1')
  const { submissionId } = own
  const body = { reason: 'complaint 4711 of a visitor' }
  return async () => codeOf(await viewHistory(ports)(request(by, { path: { submissionId }, query: {}, body })))
}

const steps = [
  { step: 'retrieve', state: 'active', prepare: read, answer: 'not-available' },
  { step: 'history', state: 'closed', prepare: view, answer: 'not-found' },
] as const

const eachAlteration = alterations.flatMap((alteration) =>
  steps.map((step) => ({ ...alteration, ...step, alteration })),
)

async function expectRefused(scene: Scene, { alteration, prepare, answer }: (typeof eachAlteration)[number]) {
  const { fixture, own } = scene
  const attempt = await prepare(scene)
  const before = new Set((await scene.records()).map(({ eventId }) => eventId))
  await scene.alter(alteration)
  expect(await attempt()).toBe(answer)

  const all = await scene.records()
  const added = all.filter(({ eventId }) => !before.has(eventId))
  const found = added.filter(({ event }) => event === 'integrity-failed')
  expect(found).toHaveLength(1)
  expect(found).toMatchObject([{ siteId: acme, outcome: 'failed' }])
  expect(fixture.lines).toContainEqual(
    expect.objectContaining({ line: 'event', event: 'integrity-failed', siteId: acme }),
  )
  const chain = conversationChain(own)
  const elsewhere = added.filter((record) => record.chain !== chain && !record.chain.startsWith(`${acme}#day#`))
  expect(elsewhere).toEqual([])
  expectUnbrokenChain(all.filter((record) => record.chain === chain))
}

describe('altered records in memory', () => {
  test.each(steps)('$step accepts unaltered records without an alarm', async ({ state, prepare }) => {
    const scene = await inMemory(state)
    const attempt = await prepare(scene)
    expect(await attempt()).toBe('done')
    expect(scene.fixture.lines).toEqual([])
  })

  test('the two submissions differ in every attribute that is swapped between them', async () => {
    const { fixture, own, other } = await inMemory('active')
    for (const { table, attribute } of alterations.filter(({ how }) => how === 'swapped')) {
      const [name = ''] = attribute.split('.')
      if (attribute === 'sender.issuer') continue
      expect([name, rowsOf(fixture, table, own)[name]]).not.toEqual([name, rowsOf(fixture, table, other)[name]])
    }
  })

  test.each(eachAlteration.filter(({ attribute, how }) => attribute !== 'sender.issuer' || how !== 'swapped'))(
    'abuse 44: with $attribute in $table $how, $step is refused and recorded in the right chain only',
    async (each) => {
      await expectRefused(await inMemory(each.state), each)
    },
  )
})

describe('altered records in the embedded DynamoDB', () => {
  const storage = embeddedStorage()
  let scenes = 0

  async function embedded(state: 'active' | 'closed'): Promise<Scene> {
    const { documents, tables, ports, now } = storage()
    const { fixture, own, other } = await twoSubmissions(state, [`chat-${++scenes}`, `other-${scenes}`], now() + scenes)
    const put = async (table: keyof typeof tables, Item: Row) => {
      await documents.send(new PutCommand({ TableName: tables[table], Item }))
    }
    for (const site of fixture.tables.sites.all()) await put('sites', siteItems.toItem(site))
    for (const record of fixture.tables.templates.all()) await put('templates', templateVersionItems.toItem(record))
    for (const record of fixture.tables.conversations.all())
      await put('conversations', conversationItems.toItem(record))
    for (const record of fixture.tables.forms.all()) await put('forms', formItems.toItem(record))
    for (const record of fixture.tables.submissions.all()) await put('submissions', submissionItems.toItem(record))
    for (const record of fixture.tables.dataKeys.all()) await put('data-keys', dataKeyItems.toItem(record))
    return {
      ...{ fixture, own, other, ports: { ...fixture.ports(), ...ports } },
      alter: ({ table, apply }) => put(table, apply(rowsOf(fixture, table, own), rowsOf(fixture, table, other))),
      async records() {
        const found: AuditRecord[] = []
        for await (const { record } of scanAuditTable({ documents, tables })) if (record) found.push(record)
        return found
      },
    }
  }

  test.each(steps)('$step accepts unaltered records', async ({ state, prepare }) => {
    expect(await (await prepare(await embedded(state)))()).toBe('done')
  })

  test.each(
    // The key of an item cannot be altered: that would be another item.
    // In memory each alteration meets both steps; here it meets one of them, in turn.
    eachAlteration
      .filter(
        ({ attribute, how }) => attribute !== 'submissionId' && (attribute !== 'sender.issuer' || how !== 'swapped'),
      )
      .filter((_, index) => index % 4 === 0 || index % 4 === 3),
  )('abuse 44: with $attribute in $table $how, $step is refused and recorded in the right chain only', async (each) => {
    await expectRefused(await embedded(each.state), each)
  })
})
