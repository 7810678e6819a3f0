/**
 * erase: everything that was submitted to one form, in one conversation or by one visitor is gone: the data key, so that no
 * backup can be read, the ciphertext, and what the holding has. What remains is a record without content. Five seconds at a
 * time; the same body goes on where it stopped.
 */
import { ErasureId } from '../../contracts/identifiers.ts'
import { erase as step } from '../../contracts/steps/erase.ts'
import { erasureView } from '../core/erasure/erasure-view.ts'
import type { ErasureRecord, ErasureTarget } from '../core/erasure/erasures.ts'
import { hashOf } from '../core/one-time-keys/one-time-key.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admission, wantedCallerRecords } from '../identity/admission.ts'
import type { ErasureRunPorts } from './erasure/erasure-run.ts'
import { hasRemainingData } from './erasure/remaining-data.ts'
import { resume } from './erasure/run-erasure.ts'

export interface ErasePorts extends ErasureRunPorts {
  readonly randomness: Randomness
}

/** After so long the caller is told that it goes on. */
const maxRunMs = seconds(5)

type SiteId = ErasureRecord['siteId']

/**
 * An active conversation may be erased; it stays active, and what is sent later is not touched. Asked again once it is done,
 * the same body answers with the same receipt, unless there is something new to erase.
 */
export const erase =
  (ports: ErasePorts) =>
  async ({ principal, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(wantedCallerRecords(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { person } = caller.admitted

    const until = ports.clock.now() + maxRunMs
    for (;;) {
      const erasure = await findOrBeginErasure(ports, person.siteId, targetOf(body), until)
      if (erasure === undefined) return refused('not-found')
      if (erasure.status === 'done') return done(erasureView(erasure))
      const resumed = await resume({ ports, erasure, actor: actorOf(person), until })
      // Another run was quicker. What it saw is not what this request has seen, so all is looked at again.
      if (resumed !== undefined) return done(erasureView(resumed))
    }
  }

/** The schema has seen to it that it is one of the three. */
const targetOf = ({
  conversationId,
  submissionId,
  visitorRef,
}: SignedInRequest<typeof step>['body']): ErasureTarget => {
  if (conversationId !== undefined) return { conversationId }
  return submissionId === undefined ? { visitorHash: hashOf(visitorRef ?? '') } : { submissionId }
}

/** The erasure under way, the one that is done when there is nothing new, or a new one; nothing when there is no such target. */
const findOrBeginErasure = async (
  ports: ErasePorts,
  siteId: SiteId,
  target: ErasureTarget,
  until: number,
): Promise<ErasureRecord | undefined> => {
  const last = await ports.erasures.latestFor(siteId, target)
  if (last?.status === 'running') return last
  if (last !== undefined && !(await hasRemainingData({ ports, siteId, until }, target))) return last
  const scope = await findScope(ports, siteId, target)
  if (!scope.exists) return undefined

  const begun: ErasureRecord = {
    erasureId: ErasureId.parse(ports.randomness.uuid()),
    siteId,
    target,
    ...(scope.formId !== undefined && { formId: scope.formId }),
    status: 'running',
    erasedAt: ports.clock.now(),
    erasedSubmissions: 0,
  }
  if (await ports.erasures.begin(begun, last?.erasureId)) return begun
  // Somebody else asked the same at the same time: go on with theirs.
  return await ports.erasures.latestFor(siteId, target)
}

interface Scope {
  readonly exists: boolean
  readonly formId?: NonNullable<ErasureRecord['formId']>
}

const findScope = async (ports: ErasePorts, siteId: SiteId, target: ErasureTarget): Promise<Scope> => {
  if ('submissionId' in target) {
    const { submission } = await ports.records.read({ submission: target.submissionId })
    return submission?.siteId === siteId ? { exists: true, formId: submission.formId } : { exists: false }
  }
  if ('conversationId' in target) {
    const ref = { siteId, conversationId: target.conversationId }
    const [{ conversation }, { forms, missing = [] }] = await Promise.all([
      ports.records.read({ conversation: ref }),
      ports.forms.listByConversation(ref, { limit: 1 }),
    ])
    // What it was sent may be there without it.
    return { exists: conversation !== undefined || forms.length + missing.length > 0 }
  }
  const { visitorHash } = target
  const { conversationIds } = await ports.conversations.listByVisitor({ siteId, visitorHash }, { limit: 1 })
  return { exists: conversationIds.length > 0 }
}
