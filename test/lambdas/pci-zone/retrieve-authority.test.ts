/** Promise I13: once answers are stored, the sender that is encrypted with them decides who reads them. */
import { describe, expect, test } from 'vitest'
import { AgentId, ConversationId } from '../../../contracts/identifiers.ts'
import { conversationChain } from '../../../lambdas/core/audit/audit-chain.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import { issueRetrieveKey } from '../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { personSubject } from '../../../lambdas/pci-zone/person-subject.ts'
import { retrieveSubmission } from '../../../lambdas/pci-zone/retrieve-submission.ts'
import { codeOf, issuer, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'
import { type StoredSubmission, storeSubmission } from './stored-submission.ts'

const sender = 'agent-7'
const intruder = AgentId.parse('agent-8')

/** The retrieve key issued to the sender. */
async function issuedToSender(fixture: SiteFixture, { formId }: StoredSubmission) {
  const by = fixture.signIn('agent', sender)
  const issue = issueRetrieveKey(fixture.ports())
  const { retrieveKey } = replyOf(await issue(request(by, { path: { formId }, query: {}, body: {} })))
  return { by, retrieveKey }
}

const retrieve = (
  fixture: SiteFixture,
  { submissionId }: StoredSubmission,
  { by, retrieveKey }: { by: ReturnType<SiteFixture['signIn']>; retrieveKey: string },
) => retrieveSubmission(fixture.ports())(request(by, { path: { submissionId }, query: {}, body: { retrieveKey } }))

/** The writes of a control zone role after the submission that would name another agent. */
const writes: Record<string, (fixture: SiteFixture, kept: StoredSubmission, keyHash: string) => void> = {
  'the key’s row': ({ tables }, _kept, keyHash) => {
    const key = tables.keys.get(keyHash)
    if (key) tables.keys.put(keyHash, { ...key, subject: personSubject({ issuer, subject: intruder }) })
  },
  'the form’s row': ({ tables }, { formId }) => {
    const form = tables.forms.get(formId)
    if (form) tables.forms.put(formId, { ...form, sender: { issuer, subject: intruder } })
  },
  'the conversation’s row': ({ tables }, { conversation }) => {
    tables.conversations.put(`${conversation.siteId}#${conversation.conversationId}`, {
      ...conversation,
      agentId: intruder,
    })
  },
}

const combinations = [
  ['the key’s row'],
  ['the key’s row', 'the form’s row'],
  ['the key’s row', 'the form’s row', 'the conversation’s row'],
].map((written) => ({ written, names: written.join(' and ') }))

describe('abuse 42: another agent', () => {
  test.each(combinations)(
    'is refused even if that agent’s id was written to $names, and the key stays unspent',
    async ({ written }) => {
      const fixture = siteFixture()
      const kept = await storeSubmission(fixture, { state: 'active' })
      const { retrieveKey } = await issuedToSender(fixture, kept)
      const keyHash = hashOf(retrieveKey)
      for (const what of written) writes[what]?.(fixture, kept, keyHash)
      const by = fixture.signIn('agent', intruder)

      expect(codeOf(await retrieve(fixture, kept, { by, retrieveKey }))).toBe('not-available')
      expect(fixture.tables.keys.get(keyHash)?.claimedBy).toBeUndefined()
      const events = fixture.records().map(({ event }) => event)
      expect(events).not.toContain('submission-retrieved')
      // A form and a submission with different senders are a failed integrity check, not only a misused key.
      expect(events).toContain(written.length === 1 ? 'key-misused' : 'integrity-failed')
    },
  )
})

describe('abuse 42: a form whose row was moved to another conversation', () => {
  test('cannot be retrieved even by its sender, and only the chain of its own conversation gets records', async () => {
    const fixture = siteFixture()
    const kept = await storeSubmission(fixture, { state: 'active' })
    const { by, retrieveKey } = await issuedToSender(fixture, kept)
    const { conversationId } = await storeSubmission(fixture, { state: 'active', conversationId: 'chat-2' })
    fixture.tables.forms.put(kept.formId, { ...kept.form, conversationId: ConversationId.parse(conversationId) })

    expect(codeOf(await retrieve(fixture, kept, { by, retrieveKey }))).toBe('not-available')
    const own = conversationChain(kept)
    const recorded = fixture.records().map(({ chain, event, outcome }) => ({ chain, event, outcome }))
    expect(recorded.slice(-2)).toEqual([
      { chain: own, event: 'submission-retrieved', outcome: 'released' },
      { chain: own, event: 'integrity-failed', outcome: 'failed' },
    ])
    expect(recorded.every(({ chain }) => chain === own)).toBe(true)
  })
})
