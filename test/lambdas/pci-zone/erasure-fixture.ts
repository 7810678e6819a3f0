/** Requests erasures as the administrator of a site, and counts the remaining data. */
import { ConversationId, type ErasureId } from '../../../contracts/identifiers.ts'
import type { erase as step } from '../../../contracts/steps/erase.ts'
import type { SignedInRequest } from '../../../lambdas/core/steps/step-request.ts'
import { erase } from '../../../lambdas/pci-zone/erase.ts'
import { getErasure } from '../../../lambdas/pci-zone/get-erasure.ts'
import { immediateTurn } from '../../../local/memory/turns.ts'
import { request, type SiteFixture } from '../site-fixture.ts'
import { type StoredSubmissionOptions, storeSubmission } from './stored-submission.ts'

type Body = SignedInRequest<typeof step>['body']

export const requestErasure = (
  fixture: SiteFixture,
  body: Body,
  { turn = immediateTurn, by = fixture.signIn('administrator', 'root') } = {},
) => erase(fixture.ports(turn))(request(by, { path: {}, query: {}, body }))
export const readErasure = (fixture: SiteFixture, erasureId: ErasureId, by = fixture.signIn('administrator')) =>
  getErasure(fixture.ports())(request(by, { path: { erasureId }, query: {}, body: {} }))

export const conversationId = ConversationId.parse('chat-1')

/** Stores submissions as the real steps would; a visitor's conversation is found by its pointer. */
export const storeSubmissions = async (fixture: SiteFixture, count: number, options: StoredSubmissionOptions = {}) => {
  const kept = []
  for (let index = 0; index < count; index++) {
    const one = await storeSubmission(fixture, options)
    await fixture.ports().conversations.open(one.conversation)
    kept.push(one)
  }
  return kept
}
export const remainingCounts = ({ tables }: SiteFixture) => [
  tables.submissions.all().length,
  tables.dataKeys.all().length,
]
export const tombstones = (fixture: SiteFixture) =>
  fixture.records().flatMap(({ event, submissionId }) => (event === 'submission-erased' ? [submissionId] : []))
