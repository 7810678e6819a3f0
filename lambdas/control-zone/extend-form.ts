/**
 * extend-form: gives the visitor more time to submit. Can be repeated until one day after the form was opened (WCAG
 * 2.2.1).
 */
import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import type { Clock } from '../core/clock.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { decideStep } from '../core/forms/form-state.ts'
import type { FormCondition, Forms } from '../core/forms/forms.ts'
import { boundForm } from '../core/forms/visitor-proof.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import { countAgainstLimit, type RateLimits, rateLimits } from '../core/rate-limits.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { hours, minutes, timestamp } from '../core/time.ts'

export interface ExtendFormPorts {
  readonly records: Records
  readonly forms: Forms
  readonly clock: Clock
  readonly limits: RateLimits
}

const maxOpenHours = 24

const extendedExpiry = ({ settings, openedAt = 0 }: FormRecord, now: number): number =>
  Math.min(now + minutes(settings.formMinutes), openedAt + hours(maxOpenHours))

export const extendForm =
  ({ records, forms, clock, limits }: ExtendFormPorts) =>
  async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const form = boundForm((await records.read({ form: body.formId })).form, body)
    const now = clock.now()
    if (form?.visitorHash === undefined || decideStep(step.name, form, now) !== 'allowed') return notAvailable

    const { formId, generation, visitorHash } = form
    const retryAfterSeconds = countAgainstLimit(limits, rateLimits.extensions, formId)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

    const expiresAt = extendedExpiry(form, now)
    const condition = {
      states: ['opened'],
      generation,
      visitorHash,
      notExpiredAt: now,
    } as const satisfies FormCondition
    const changed = await forms.change(form, condition, { expiresAt })
    return changed === undefined ? notAvailable : done({ formId, expiresAt: timestamp(expiresAt) })
  }
