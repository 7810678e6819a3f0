/** decline-form: the visitor chooses not to answer, and the agent is notified. */
import { declineForm as step } from '../../contracts/steps/decline-form.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import { decideStep } from '../core/forms/form-state.ts'
import type { FormCondition, Forms } from '../core/forms/forms.ts'
import { boundForm, visitorActor } from '../core/forms/visitor-proof.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'

export interface DeclineFormPorts {
  readonly records: Records
  readonly forms: Forms
  readonly audit: AuditLog
  readonly clock: Clock
}

/** Declines a form. Idempotent: declining a declined form succeeds. */
export const declineForm =
  ({ records, forms, audit, clock }: DeclineFormPorts) =>
  async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const read = async () => boundForm((await records.read({ form: body.formId })).form, body)
    const form = await read()
    if (form?.visitorHash === undefined) return notAvailable
    const now = clock.now()
    const answer = decideStep(step.name, form, now)
    if (answer !== 'allowed') return refused(answer)
    const { siteId, conversationId, formId, generation, visitorHash } = form
    const declined = done({ formId, status: 'declined' } as const)
    if (form.state === 'declined') return declined

    const event = {
      event: 'form-declined',
      ...visitorActor,
      outcome: 'done',
      siteId,
      conversationId,
      formId,
    } as const
    const condition = {
      states: ['opened'],
      generation,
      visitorHash,
      notExpiredAt: now,
    } as const satisfies FormCondition
    const onRecord = { event, after: form.chainPlace, now }
    if ((await forms.change(form, condition, { state: 'declined' }, onRecord)) !== undefined) return declined
    await audit.record({ ...event, outcome: 'refused' })
    const since = await read()
    if (since === undefined) return notAvailable
    const answerSince = decideStep(step.name, since, clock.now())
    if (answerSince !== 'allowed') return refused(answerSince)
    return since.state === 'declined' ? declined : refused('conflict')
  }
