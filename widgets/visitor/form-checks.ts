/** Asks the service whether the form is still open, and whether answers have arrived. */
import { declineForm } from '../../contracts/steps/decline-form.ts'
import { extendForm } from '../../contracts/steps/extend-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import type { call } from '../shared/api-client.ts'
import { type FormEvent, type FormState, isPending } from './form-state.ts'
import type { MoreTime } from './more-time.ts'
import { createCheckOutcome, createSendAnswers, type SendResult } from './send-answers.ts'
import type { ValidatedAnswers } from './validate-answers.ts'
import type { VisitorRecord } from './visitor-record.ts'

export interface FormChecksPorts {
  readonly call: typeof call
  readonly pause: (milliseconds: number) => Promise<void>
  readonly form: OpenedForm
  readonly record: VisitorRecord
  readonly state: () => FormState
  readonly dispatch: (event: FormEvent) => void
}

export type FormChecks = ReturnType<typeof createFormChecks>

export const createFormChecks = ({ call, pause, form, record, state, dispatch }: FormChecksPorts) => {
  const { formId, siteName } = form
  const { visitorSecret } = record
  const proof = { formId, visitorSecret }

  /** Returns true if the form has ended, or if this page's clock shows that its time is up. */
  const hasEnded = (): boolean => {
    const current = state()
    return !('sending' in current) || current.ended !== undefined
  }

  /**
   * Changes the outcome to `over` if the form has ended, because answers that have not arrived can then no longer be sent. An end
   * that only this page's clock shows is not recorded, because another tab may have extended the form.
   */
  const orEnded = (outcome: SendResult): SendResult => {
    if (outcome.result === 'over') record.markEnded(outcome.end ?? { status: 'over' })
    if (!hasEnded() || ['arrived', 'unknown', 'over'].includes(outcome.result)) return outcome
    return { result: 'over', end: { formId, siteName, status: 'expired' } }
  }

  const checkOutcome = async (): Promise<SendResult> =>
    orEnded(await createCheckOutcome({ call, pause })(formId, visitorSecret))

  /** Checks how the form ended, because another tab may already have submitted it. */
  const checkEnd = async (): Promise<void> => {
    const outcome = await checkOutcome()
    if (outcome.result === 'arrived') dispatch({ type: 'submitted', receipt: outcome.receipt })
    else if (outcome.result === 'over') dispatch({ type: 'over', end: outcome.end })
  }

  return {
    checkOutcome,
    checkEnd,

    async send(validated: ValidatedAnswers): Promise<SendResult> {
      // The form ended while the outcome of an earlier attempt was unknown, so only check that outcome.
      if (hasEnded()) return checkOutcome()
      return orEnded(await createSendAnswers({ call, pause })({ form, visitorSecret }, validated))
    },

    /** Checks the form's status once. Called while the visitor reads the form or fills it in. */
    async checkStatus(): Promise<void> {
      const isNeeded = () => !hasEnded() && !isPending(state())
      if (!isNeeded()) return
      const reply = await call(resumeForm, { path: {}, body: { ...proof, brief: true } })
      if (!isNeeded()) return
      if (reply.outcome === 'refused' && reply.code === 'not-available') {
        record.markEnded({ status: 'over' })
        return dispatch({ type: 'over' })
      }
      if (reply.outcome !== 'done' || reply.value.status === 'opened') return
      if (reply.value.status === 'submitted') return checkEnd()
      const end = { formId, siteName, status: reply.value.status }
      record.markEnded(end)
      dispatch({ type: 'over', end })
    },

    async decline(): Promise<void> {
      const reply = await call(declineForm, { path: {}, body: proof })
      if (reply.outcome === 'done') {
        record.markEnded({ status: 'declined', formId, siteName })
        return dispatch({ type: 'declined' })
      }
      if (reply.outcome === 'refused' && reply.code !== 'too-many-requests') await checkEnd()
      dispatch({ type: 'decline-failed' })
    },

    async extend(): Promise<MoreTime> {
      const reply = await call(extendForm, { path: {}, body: proof })
      if (reply.outcome === 'done') return { until: Date.parse(reply.value.expiresAt) }
      if (reply.outcome === 'unclear' || reply.code === 'too-many-requests') return 'unreachable'
      await checkEnd()
      return 'over'
    },
  }
}
