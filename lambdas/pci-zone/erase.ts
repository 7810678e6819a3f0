/**
 * erase: erases one submission, or all submissions of one conversation or visitor. It deletes the data keys (so that no
 * backup can be decrypted), the ciphertexts, and the sealed answers in the holding. An audit record without content
 * remains. A call runs for at most five seconds. To continue, the client repeats the request with the same body.
 */
import { ErasureId } from '../../contracts/identifiers.ts'
import { erase as step } from '../../contracts/steps/erase.ts'
import { erasureView } from '../core/erasure/erasure-view.ts'
import type { ErasureRecord, ErasureTarget } from '../core/erasure/erasures.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admission, callerLookup } from '../identity/admission.ts'
import type { ErasureRunPorts } from './erasure/erasure-run.ts'
import { erasureTargetOf, findErasureTarget } from './erasure/erasure-target.ts'
import { hasRemainingData } from './erasure/remaining-data.ts'
import { resumeErasure } from './erasure/run-erasure.ts'

export interface ErasePorts extends ErasureRunPorts {
  readonly randomness: Randomness
}

/** The run time after which the reply is `running`. */
const maxRunMs = seconds(5)

type SiteId = ErasureRecord['siteId']

/**
 * Erases the target of the request. An active conversation can also be erased. It stays active, and forms that are sent
 * later are not affected. If the erasure is done and there is no new data, a request with the same body gets the same
 * receipt.
 */
export const erase =
  (ports: ErasePorts) =>
  async ({ principal, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { person } = caller.admitted

    const until = ports.clock.now() + maxRunMs
    for (;;) {
      const erasure = await findOrBeginErasure(ports, person.siteId, erasureTargetOf(body), until)
      if (erasure === undefined) return refused('not-found')
      if (erasure.status === 'done') return done(erasureView(erasure))
      const resumed = await resumeErasure({ ports, erasure, actor: actorOf(person), until })
      // Another run finished the erasure first. It may not have covered all current data, so check again.
      if (resumed !== undefined) return done(erasureView(resumed))
    }
  }

/**
 * Returns the running erasure of the target, the completed one if there is no new data, or a new one. Returns nothing
 * if the target is unknown.
 */
const findOrBeginErasure = async (
  ports: ErasePorts,
  siteId: SiteId,
  target: ErasureTarget,
  until: number,
): Promise<ErasureRecord | undefined> => {
  const last = await ports.erasures.latestFor(siteId, target)
  if (last?.status === 'running') return last
  if (last !== undefined && !(await hasRemainingData({ ports, siteId, until }, target))) return last
  const known = await findErasureTarget(ports, siteId, target)
  if (known === undefined) return undefined

  const begun: ErasureRecord = {
    erasureId: ErasureId.parse(ports.randomness.uuid()),
    siteId,
    target,
    ...known,
    status: 'running',
    erasedAt: ports.clock.now(),
    erasedSubmissions: 0,
  }
  if (await ports.erasures.begin(begun, last?.erasureId)) return begun
  // A concurrent request began an erasure of the same target, so continue that one.
  return await ports.erasures.latestFor(siteId, target)
}
