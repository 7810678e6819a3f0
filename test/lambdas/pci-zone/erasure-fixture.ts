/** Asks a world's administrator to erase, and looks at what is left. */
import { ConversationId, type ErasureId } from '../../../contracts/identifiers.ts'
import type { erase as step } from '../../../contracts/steps/erase.ts'
import type { SignedInRequest } from '../../../lambdas/core/step-request.ts'
import { erase } from '../../../lambdas/pci-zone/erase.ts'
import { getErasure } from '../../../lambdas/pci-zone/get-erasure.ts'
import { immediateTurn } from '../../../local/memory/turns.ts'
import { request, type SiteFixture } from '../site-fixture.ts'
import { type StoredSubmissionOptions, storeSubmission } from './stored-submission.ts'

type Body = SignedInRequest<typeof step>['body']

export const requestErasure = (
  world: SiteFixture,
  body: Body,
  { turn = immediateTurn, by = world.signIn('administrator', 'root') } = {},
) => erase(world.ports(turn))(request(by, { path: {}, query: {}, body }))
export const readErasure = (world: SiteFixture, erasureId: ErasureId, by = world.signIn('administrator')) =>
  getErasure(world.ports())(request(by, { path: { erasureId }, query: {}, body: {} }))

export const conversationId = ConversationId.parse('chat-1')

/** So many submissions, kept as the real steps would keep them; a visitor's conversation is found by its pointer. */
export const storeSubmissions = async (world: SiteFixture, count: number, options: StoredSubmissionOptions = {}) => {
  const kept = []
  for (let index = 0; index < count; index++) {
    const one = await storeSubmission(world, options)
    await world.ports().conversations.open(one.conversation)
    kept.push(one)
  }
  return kept
}
export const remainingCounts = ({ tables }: SiteFixture) => [
  tables.submissions.all().length,
  tables.dataKeys.all().length,
]
export const tombstones = (world: SiteFixture) =>
  world.records().flatMap(({ event, submissionId }) => (event === 'submission-erased' ? [submissionId] : []))
