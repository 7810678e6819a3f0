import { expect, test } from 'vitest'
import { AgentId, ConversationId, FormId, ProfileName, SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { listHistory } from '../../../lambdas/pci-zone/list-history.ts'
import type { SubmissionRecord } from '../../../lambdas/pci-zone/vault/submissions.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'
import { storeSubmission } from './stored-submission.ts'

const permitted = (retentionMonths = 13) => ({
  retentionMonths,
  profiles: { [ProfileName.parse('agent-manager')]: ['secure-form:view-history' as const] },
})
const day = 86_400_000

const list = (
  fixture: SiteFixture,
  query: { limit?: number; cursor?: string } = {},
  by = fixture.signIn('agent-manager'),
  conversationId = 'chat-1',
) =>
  listHistory(fixture.ports())(
    request(by, {
      path: { conversationId: ConversationId.parse(conversationId) },
      query: { limit: 50, ...query },
      body: {},
    }),
  )
const idsOf = async (fixture: SiteFixture) =>
  replyOf(await list(fixture)).submissions.map(({ submissionId }) => submissionId)

test('submissions of a closed conversation are listed with ids and times', async () => {
  const fixture = siteFixture(permitted())
  const { submissionId, formId } = await storeSubmission(fixture)
  const submittedAt = new Date(fixture.clock.now()).toISOString()
  expect(replyOf(await list(fixture))).toEqual({
    submissions: [{ submissionId, formId, templateId: 'card-payment', agentId: 'agent-7', submittedAt }],
  })
})

test('forms without a submission and erased forms are left out, and a page that contains only such forms is skipped', async () => {
  const fixture = siteFixture(permitted())
  const kept = [await storeSubmission(fixture), await storeSubmission(fixture), await storeSubmission(fixture)].sort(
    (one, other) => (one.formId < other.formId ? -1 : 1),
  )
  const [first, second, third] = kept
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were kept')
  fixture.tables.forms.put(first.formId, { ...first.form, erasedAt: fixture.clock.now() })
  const { submissionId, submittedAt, ...unsubmitted } = second.form
  fixture.tables.forms.put(second.formId, { ...unsubmitted, state: 'declined' })
  const page = replyOf(await list(fixture, { limit: 1 }))
  expect(page.submissions).toMatchObject([{ submissionId: third.submissionId }])
  expect(await idsOf(fixture)).toEqual([third.submissionId])
})

test('I12: a submission removed after its retention period is not listed, even if the site extends the period later', async () => {
  const fixture = siteFixture(permitted(1))
  const [removed, kept] = [await storeSubmission(fixture), await storeSubmission(fixture)]
  fixture.tables.submissions.delete(removed.submissionId)
  fixture.tables.dataKeys.delete(removed.submissionId)
  fixture.setSite(permitted(13))
  expect(await idsOf(fixture)).toEqual([kept.submissionId])
})

test('the next page starts at the cursor', async () => {
  const fixture = siteFixture(permitted())
  for (let count = 0; count < 3; count++) await storeSubmission(fixture)
  const all = replyOf(await list(fixture)).submissions
  const { submissions, cursor = '' } = replyOf(await list(fixture, { limit: 2 }))
  expect(submissions).toEqual(all.slice(0, 2))
  expect(replyOf(await list(fixture, { limit: 2, cursor }))).toEqual({ submissions: all.slice(2) })
  expect(codeOf(await list(fixture, { cursor: 'x' }))).toBe('not-valid')
})

test.each([
  [1, 13],
  [13, 1],
])(
  'I12: with a retention period of %i months when the form was sent and %i months now, a submission is listed for one month',
  async (then, now) => {
    const fixture = siteFixture(permitted(now))
    await storeSubmission(fixture, { retentionMonths: then })
    fixture.clock.advance(31 * day - 1)
    expect(await idsOf(fixture)).toHaveLength(1)
    fixture.clock.advance(1)
    expect(await idsOf(fixture)).toEqual([])
  },
)

test('the history of an erased conversation lists only forms that were sent after the erasure', async () => {
  const fixture = siteFixture(permitted())
  const { conversation } = await storeSubmission(fixture)
  const erasedAt = fixture.clock.now()
  fixture.clock.advance(1)
  const later = await storeSubmission(fixture)
  fixture.tables.conversations.put(keyOf.conversation(conversation), { ...conversation, erasedAt })
  expect(await idsOf(fixture)).toEqual([later.submissionId])
})

const changes: Record<string, Partial<SubmissionRecord>> = {
  conversation: { conversationId: ConversationId.parse('chat-2') },
  form: { formId: FormId.parse('6f7a1f0e-8a53-4b2e-9d3c-0123456789ab') },
  site: { siteId: SiteId.parse('rival') },
  template: { templateId: TemplateId.parse('bank-account') },
  'template version': { templateVersion: 7 },
  sender: { sender: { issuer: 'https://other.example', subject: AgentId.parse('agent-7') } },
  time: { submittedAt: 5 },
  context: { contextHash: 'other' },
  'time to a malformed one': { submittedAt: 0.5 },
}

test.each(Object.keys(changes))(
  'I10, abuse 44: a submission whose row has a changed %s is left out, recorded and logged, and the other submissions are listed',
  async (what) => {
    const fixture = siteFixture(permitted())
    const [changed, kept] = [await storeSubmission(fixture), await storeSubmission(fixture)]
    const { submissionId } = changed
    const row = fixture.tables.submissions.get(submissionId)
    if (row === undefined) throw new Error('nothing was stored')
    fixture.tables.submissions.put(submissionId, { ...row, ...changes[what] })
    expect(await idsOf(fixture)).toEqual([kept.submissionId])
    expect(fixture.records()).toMatchObject([
      { event: 'integrity-failed', actor: 'agent:someone', outcome: 'failed', siteId: changed.siteId, submissionId },
    ])
    expect(fixture.records()[0]?.chain).toContain('#day#')
    expect(fixture.lines).toEqual([{ line: 'event', event: 'integrity-failed', siteId: changed.siteId }])
  },
)

test('an active conversation is refused with `conflict`, and an unknown conversation with `not-found`', async () => {
  const fixture = siteFixture(permitted())
  const rival = SiteId.parse('rival')
  await storeSubmission(fixture, { state: 'active' })
  await storeSubmission(fixture, { siteId: rival, conversationId: 'chat-2' })
  expect(codeOf(await list(fixture))).toBe('conflict')
  expect(codeOf(await list(fixture, {}, undefined, 'chat-2'))).toBe('not-found')
})

test('no built-in profile may list the history', async () => {
  const fixture = siteFixture()
  await storeSubmission(fixture)
  for (const profile of ['agent', 'agent-manager', 'administrator']) {
    expect(codeOf(await list(fixture, {}, fixture.signIn(profile)))).toBe('not-permitted')
  }
})
