/** cancel-form: the sender withdraws a form that has not been submitted yet. */
import { cancelForm as step } from '../../contracts/steps/cancel-form.ts'
import { decideStep } from '../core/forms/form-state.ts'
import type { FormCondition, Forms } from '../core/forms/forms.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { isSender } from '../identity/is-sender.ts'

export interface CancelFormPorts extends AdmissionPorts {
  readonly records: Records
  readonly forms: Forms
  readonly notifier: AgentNotifier
}

/** Cancels a form. Idempotent: cancelling a cancelled form succeeds. */
export const cancelForm =
  (ports: CancelFormPorts) =>
  async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { formId } = path
    const found = await ports.records.read({ ...callerLookup(principal), form: formId })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller

    const { form } = found
    if (form === undefined || !isSender(form, caller.admitted)) return notAvailable
    const answer = decideStep(step.name, form, ports.clock.now())
    if (answer !== 'allowed') return refused(answer)
    const cancelled = done({ formId, status: 'cancelled' } as const)
    if (form.state === 'cancelled') return cancelled

    const { siteId, conversationId, generation } = form
    const actor = actorOf(caller.admitted.person)
    const event = { event: 'form-cancelled', ...actor, outcome: 'done', siteId, conversationId, formId } as const
    const condition = { states: ['sent', 'opened'], generation } as const satisfies FormCondition
    const now = ports.clock.now()
    const onRecord = { event, after: form.chainPlace, now }
    if ((await ports.forms.change(form, condition, { state: 'cancelled' }, onRecord)) !== undefined) {
      const at = timestamp(now)
      const message = { event: 'form-cancelled', at, formId, conversationId, status: 'cancelled' } as const
      await ports.notifier.notifySender(form, message)
      return cancelled
    }
    await ports.audit.record({ ...event, outcome: 'refused' })
    const since = (await ports.records.read({ form: formId })).form
    if (since === undefined) return notAvailable
    const answerSince = decideStep(step.name, since, ports.clock.now())
    if (answerSince !== 'allowed') return refused(answerSince)
    return since.state === 'cancelled' ? cancelled : refused('conflict')
  }
