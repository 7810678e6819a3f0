/**
 * Sends the answers and determines the outcome. Requests the submit key only when the visitor presses *Send*. The key is valid
 * only for seconds, and the visitor does not have to act within this time (WCAG 2.2.1).
 */
import { contextHash } from '../../contracts/form-context.ts'
import type { FormId, QuestionId } from '../../contracts/identifiers.ts'
import type { VisitorSecret } from '../../contracts/one-time-key.ts'
import type { FieldError } from '../../contracts/problem.ts'
import type { SealedAnswer } from '../../contracts/sealing.ts'
import { issueSubmitKey } from '../../contracts/steps/issue-submit-key.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import { submitForm } from '../../contracts/steps/submit-form.ts'
import type { EndedForm, OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import type { call, Reply } from '../shared/api-client.ts'
import { sealAnswer } from '../shared/seal-answer.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface SendAnswersPorts {
  readonly call: typeof call
  /** Waits for this time before the next check of the form's status. */
  readonly pause: (milliseconds: number) => Promise<void>
}

export type SendResult =
  | { readonly result: 'arrived'; readonly receipt: SubmittedForm }
  | { readonly result: 'wrong'; readonly errors: readonly FieldError[] }
  /** The answers are not stored, and the form is still open. */
  | { readonly result: 'not-arrived' }
  /** The service has refused the request because of its rate limit. The answers are not stored. */
  | { readonly result: 'later' }
  | { readonly result: 'too-large' }
  /** The form has ended. `end` states how it ended, if the service reports this. */
  | { readonly result: 'over'; readonly end?: EndedForm }
  /** The outcome is unknown, because the service is unreachable. */
  | { readonly result: 'unknown' }

const retryDelaysMilliseconds = [0, 1_000, 3_000]

export type CheckOutcome = ReturnType<typeof createCheckOutcome>

interface OpenForm {
  readonly form: OpenedForm
  readonly visitorSecret: VisitorSecret
}

const seal = async (
  form: OpenedForm,
  toSeal: ReadonlyMap<QuestionId, string>,
): Promise<Record<QuestionId, SealedAnswer>> => {
  const { formId, template, sealingKey = '', context } = form
  const place = {
    ...{ formId, templateVersion: template.version },
    contextHash: context && (await contextHash(context)),
  }
  const sealed = [...toSeal].map(async ([questionId, answer]) => {
    return [questionId, await sealAnswer(answer, { sealingKey, ...place, questionId })] as const
  })
  return Object.fromEntries(await Promise.all(sealed))
}

/**
 * Asks the service whether the answers are stored. Retries a few times, because a lost connection may be restored within seconds.
 */
export const createCheckOutcome =
  ({ call, pause }: SendAnswersPorts) =>
  async (formId: FormId, visitorSecret: VisitorSecret): Promise<SendResult> => {
    for (const milliseconds of retryDelaysMilliseconds) {
      await pause(milliseconds)
      const reply = await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
      if (reply.outcome === 'refused') return { result: reply.code === 'too-many-requests' ? 'unknown' : 'over' }
      if (reply.outcome === 'unclear') continue
      const form = reply.value
      if ('submissionId' in form) return { result: 'arrived', receipt: form }
      if ('template' in form) return { result: 'not-arrived' }
      return { result: 'over', ...('siteName' in form && { end: form }) }
    }
    return { result: 'unknown' }
  }

export const createSendAnswers = (ports: SendAnswersPorts) => {
  const { call } = ports
  const checkOutcome = createCheckOutcome(ports)

  /** Returns the result of sending if the refusal is conclusive. For other refusals, the form's state must be checked. */
  const resultOfRefusal = (reply: Reply<unknown>): SendResult | undefined => {
    if (reply.outcome !== 'refused') return undefined
    if (reply.code === 'not-valid') return { result: 'wrong', errors: reply.errors }
    if (reply.code === 'too-many-requests') return { result: 'later' }
    return reply.code === 'too-large' ? { result: 'too-large' } : undefined
  }

  return async ({ form, visitorSecret }: OpenForm, { answers, toSeal }: ValidatedAnswers): Promise<SendResult> => {
    const { formId, siteName, context } = form
    const sealedAnswers = await seal(form, toSeal).catch(() => undefined)
    // The code for sealing could not be loaded. The visitor can try again.
    if (sealedAnswers === undefined) return { result: 'not-arrived' }

    const issued = await call(issueSubmitKey, { path: {}, body: { formId, visitorSecret } })
    if (issued.outcome !== 'done') return resultOfRefusal(issued) ?? checkOutcome(formId, visitorSecret)

    const { submitKey } = issued.value
    const reply = await call(submitForm, {
      path: {},
      body: { formId, visitorSecret, submitKey, answers: Object.fromEntries(answers), sealedAnswers },
    })
    if (reply.outcome !== 'done') return resultOfRefusal(reply) ?? checkOutcome(formId, visitorSecret)
    return {
      result: 'arrived',
      receipt: { formId, siteName, status: 'submitted', ...reply.value, ...(context && { context }) },
    }
  }
}
