/**
 * issue-submit-key: issues a submit key. The page requests it only when the visitor presses *Send*, because the key is
 * valid only for seconds.
 */
import { issueSubmitKey as step } from '../../contracts/steps/issue-submit-key.ts'
import type { Clock } from '../core/clock.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { boundForm } from '../core/forms/visitor-proof.ts'
import { mintKey } from '../core/one-time-keys/one-time-key.ts'
import type { Keys } from '../core/one-time-keys/one-time-keys.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import { countAgainstLimit, type RateLimits, rateLimits } from '../core/rate-limits.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { seconds, timestamp } from '../core/time.ts'

export interface IssueSubmitKeyPorts {
  readonly records: Records
  readonly keys: Keys
  readonly clock: Clock
  readonly randomness: Randomness
  readonly limits: RateLimits
}

export const issueSubmitKey =
  ({ records, keys, clock, randomness, limits }: IssueSubmitKeyPorts) =>
  async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const form = boundForm((await records.read({ form: body.formId })).form, body)
    if (form === undefined) return notAvailable
    const now = clock.now()
    const answer = decideStep(step.name, form, now)
    if (answer !== 'allowed') return refused(answer)
    const { siteId, conversationId, formId, generation, visitorHash, settings } = form
    const retryAfterSeconds = countAgainstLimit(limits, rateLimits.submitKeys, formId)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

    const expiresAt = now + seconds(settings.submitKeySeconds)
    const binding = { siteId, conversationId, formId, generation, subject: visitorHash, expiresAt }
    const submitKey = mintKey(randomness, 'submit', binding)
    await keys.add(submitKey.record)
    return done({ submitKey: submitKey.secret, expiresAt: timestamp(expiresAt) })
  }
