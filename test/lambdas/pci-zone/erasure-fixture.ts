/** Asks a world's administrator to erase, and looks at what is left. */
import { ConversationId, type ErasureId } from '../../../contracts/identifiers.ts'
import type { erase as step } from '../../../contracts/steps/erase.ts'
import type { SignedInRequest } from '../../../lambdas/core/step-request.ts'
import { erase } from '../../../lambdas/pci-zone/erase.ts'
import { getErasure } from '../../../lambdas/pci-zone/get-erasure.ts'
import { atOnce } from '../../../local/memory/turns.ts'
import { request, type SiteWorld } from '../site-fixture.ts'
import { type KeptOptions, keptSubmission } from './stored-submission.ts'

type Body = SignedInRequest<typeof step>['body']

export const ask = (world: SiteWorld, body: Body, { turn = atOnce, by = world.signIn('administrator', 'root') } = {}) =>
  erase(world.ports(turn))(request(by, { path: {}, query: {}, body }))
export const look = (world: SiteWorld, erasureId: ErasureId, by = world.signIn('administrator')) =>
  getErasure(world.ports())(request(by, { path: { erasureId }, query: {}, body: {} }))

export const chat = ConversationId.parse('chat-1')

/** So many submissions, kept as the real steps would keep them; a visitor's conversation is found by its pointer. */
export const keep = async (world: SiteWorld, count: number, options: KeptOptions = {}) => {
  const kept = []
  for (let index = 0; index < count; index++) {
    const one = await keptSubmission(world, options)
    await world.ports().conversations.open(one.conversation)
    kept.push(one)
  }
  return kept
}
export const left = ({ tables }: SiteWorld) => [tables.submissions.all().length, tables.dataKeys.all().length]
export const tombstones = (world: SiteWorld) =>
  world.records().flatMap(({ event, submissionId }) => (event === 'submission-erased' ? [submissionId] : []))
