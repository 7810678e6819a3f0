import { expect, test } from 'vitest'
import { ConversationId, ProfileName, SiteId } from '../../../contracts/identifiers.ts'
import { listHistory } from '../../../lambdas/pci-zone/list-history.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'
import { storeSubmission } from './stored-submission.ts'

const permitted = (retentionMonths = 13) => ({
  retentionMonths,
  profiles: { [ProfileName.parse('agent-manager')]: ['secure-form:view-history' as const] },
})
const day = 86_400_000

const list = (
  world: SiteFixture,
  query: { limit?: number; cursor?: string } = {},
  by = world.signIn('agent-manager'),
  conversationId = 'chat-1',
) =>
  listHistory(world.ports())(
    request(by, {
      path: { conversationId: ConversationId.parse(conversationId) },
      query: { limit: 50, ...query },
      body: {},
    }),
  )
const idsOf = async (world: SiteFixture) =>
  replyOf(await list(world)).submissions.map(({ submissionId }) => submissionId)

test('what was submitted in a closed conversation is listed by ids and times', async () => {
  const world = siteFixture(permitted())
  const { submissionId, formId } = await storeSubmission(world)
  const submittedAt = new Date(world.clock.now()).toISOString()
  expect(replyOf(await list(world))).toEqual({
    submissions: [{ submissionId, formId, templateId: 'card-payment', agentId: 'agent-7', submittedAt }],
  })
})

test('forms without a submission, and erased ones, are not listed, and a page of only such is passed over', async () => {
  const world = siteFixture(permitted())
  const kept = [await storeSubmission(world), await storeSubmission(world), await storeSubmission(world)].sort(
    (one, other) => (one.formId < other.formId ? -1 : 1),
  )
  const [first, second, third] = kept
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were kept')
  world.tables.forms.put(first.formId, { ...first.form, erasedAt: world.clock.now() })
  const { submissionId, submittedAt, ...unsubmitted } = second.form
  world.tables.forms.put(second.formId, { ...unsubmitted, state: 'declined' })
  const page = replyOf(await list(world, { limit: 1 }))
  expect(page.submissions).toMatchObject([{ submissionId: third.submissionId }])
  expect(await idsOf(world)).toEqual([third.submissionId])
})

test('I12: what was removed is not listed, though its site keeps answers for longer again', async () => {
  const world = siteFixture(permitted(1))
  const [removed, kept] = [await storeSubmission(world), await storeSubmission(world)]
  world.tables.submissions.delete(removed.submissionId)
  world.tables.dataKeys.delete(removed.submissionId)
  world.setSite(permitted(13))
  expect(await idsOf(world)).toEqual([kept.submissionId])
})

test('the list goes on where its cursor says', async () => {
  const world = siteFixture(permitted())
  for (let count = 0; count < 3; count++) await storeSubmission(world)
  const all = replyOf(await list(world)).submissions
  const { submissions, cursor = '' } = replyOf(await list(world, { limit: 2 }))
  expect(submissions).toEqual(all.slice(0, 2))
  expect(replyOf(await list(world, { limit: 2, cursor }))).toEqual({ submissions: all.slice(2) })
  expect(codeOf(await list(world, { cursor: 'x' }))).toBe('not-valid')
})

test.each([
  [1, 13],
  [13, 1],
])('I12: with %i months when it was sent and %i months now, it is listed for one', async (then, now) => {
  const world = siteFixture(permitted(now))
  await storeSubmission(world, { retentionMonths: then })
  world.clock.advance(31 * day - 1)
  expect(await idsOf(world)).toHaveLength(1)
  world.clock.advance(1)
  expect(await idsOf(world)).toEqual([])
})

test('a conversation that was erased since lists only what was sent later', async () => {
  const world = siteFixture(permitted())
  const { conversation } = await storeSubmission(world)
  const erasedAt = world.clock.now()
  world.clock.advance(1)
  const later = await storeSubmission(world)
  world.tables.conversations.put(keyOf.conversation(conversation), { ...conversation, erasedAt })
  expect(await idsOf(world)).toEqual([later.submissionId])
})

test('a conversation that goes on conflicts, and one that the site does not know is not found', async () => {
  const world = siteFixture(permitted())
  const rival = SiteId.parse('rival')
  await storeSubmission(world, { state: 'active' })
  await storeSubmission(world, { siteId: rival, conversationId: 'chat-2' })
  expect(codeOf(await list(world))).toBe('conflict')
  expect(codeOf(await list(world, {}, undefined, 'chat-2'))).toBe('not-found')
})

test('nobody may by default', async () => {
  const world = siteFixture()
  await storeSubmission(world)
  for (const profile of ['agent', 'agent-manager', 'administrator']) {
    expect(codeOf(await list(world, {}, world.signIn(profile)))).toBe('not-permitted')
  }
})
