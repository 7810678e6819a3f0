/** preview-erasure: counts the stored submissions that an erasure would erase. It reads no answer and changes nothing. */
import type { ConversationId } from '../../contracts/identifiers.ts'
import { previewErasure as step } from '../../contracts/steps/preview-erasure.ts'
import type { ConversationRef, Conversations } from '../core/conversations/conversations.ts'
import type { ErasureTarget } from '../core/erasure/erasures.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds } from '../core/time.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { erasureTargetOf, findErasureTarget } from './erasure/erasure-target.ts'
import { belongsToAnotherVisitor } from './erasure/remaining-data.ts'
import type { StoredSubmissions } from './vault/retained-submissions.ts'
import type { VaultRecords } from './vault/submissions.ts'

export interface PreviewErasurePorts extends AdmissionPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly stored: Pick<StoredSubmissions, 'findStored'>
}

type Reply = ReplyOf<typeof step>

/** The run time after which the reply is an incomplete count. */
const maxRunMs = seconds(5)
const conversationsPerPage = 25
const formsPerPage = 100

export const previewErasure =
  (ports: PreviewErasurePorts) =>
  async ({ principal, body }: SignedInRequest<typeof step>): Promise<Outcome<Reply>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { siteId } = caller.admitted.site
    const target = erasureTargetOf(body)
    if ((await findErasureTarget(ports, siteId, target)) === undefined) return refused('not-found')
    // A known submission is stored, because its record is what makes it known.
    if ('submissionId' in target) return done({ submissions: 1, conversations: 1, complete: true })

    const until = ports.clock.now() + maxRunMs
    let submissions = 0
    let conversations = 0
    for await (const conversationId of conversationsOf(ports, siteId, target)) {
      const counted = await countSubmissions(ports, { siteId, conversationId }, until)
      submissions += counted.submissions
      if (counted.submissions > 0) conversations++
      if (!counted.complete) return done({ submissions, conversations, complete: false })
    }
    return done({ submissions, conversations, complete: true })
  }

type WideTarget = Exclude<ErasureTarget, { readonly submissionId: unknown }>

/** Yields the conversations that the erasure covers: not those that now belong to another visitor. */
async function* conversationsOf(
  { conversations, records }: PreviewErasurePorts,
  siteId: ConversationRef['siteId'],
  target: WideTarget,
): AsyncGenerator<ConversationId> {
  if ('conversationId' in target) return yield target.conversationId
  const { visitorHash } = target
  let after: ConversationId | undefined
  do {
    const page = await conversations.listByVisitor({ siteId, visitorHash }, { limit: conversationsPerPage, after })
    for (const conversationId of page.conversationIds) {
      const { conversation } = await records.read({ conversation: { siteId, conversationId } })
      if (!belongsToAnotherVisitor(conversation, visitorHash)) yield conversationId
    }
    after = page.next
  } while (after !== undefined)
}

const countSubmissions = async (
  { forms, stored, clock }: PreviewErasurePorts,
  conversation: ConversationRef,
  until: number,
): Promise<Omit<Reply, 'conversations'>> => {
  let submissions = 0
  let page: Partial<Awaited<ReturnType<Forms['listByConversation']>>> = {}
  do {
    if (clock.now() >= until) return { submissions, complete: false }
    page = await forms.listByConversation(conversation, { limit: formsPerPage, after: page.next })
    const submissionIds = page.forms?.flatMap(({ submissionId }) => submissionId ?? []) ?? []
    submissions += (await stored.findStored(submissionIds)).size
  } while (page.next !== undefined)
  return { submissions, complete: true }
}
