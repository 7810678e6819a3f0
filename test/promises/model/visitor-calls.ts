/** The calls of visitors. */
import { declineForm as declineFormStep } from '../../../contracts/steps/decline-form.ts'
import { reportProgress as reportProgressStep } from '../../../contracts/steps/report-progress.ts'
import { submitForm as submitFormStep } from '../../../contracts/steps/submit-form.ts'
import { declineForm } from '../../../lambdas/control-zone/decline-form.ts'
import { extendForm } from '../../../lambdas/control-zone/extend-form.ts'
import { openForm } from '../../../lambdas/control-zone/open-form.ts'
import { reportProgress } from '../../../lambdas/control-zone/report-progress.ts'
import { resumeForm } from '../../../lambdas/control-zone/resume-form.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import { issueSubmitKey } from '../../../lambdas/pci-zone/issue-submit-key.ts'
import { submitForm } from '../../../lambdas/pci-zone/submit-form.ts'
import { sealedCode, type Visitor } from './fixtures.ts'
import { type StepCall, stepCall } from './step-call.ts'

const address = '192.0.2.2'

const visitorParty = ({ name }: Visitor) => ({ kind: 'visitor', visitor: name }) as const

const visitorRequest = (formId: string, { secret }: Visitor) => ({
  path: {},
  query: {},
  body: declineFormStep.body.parse({ formId, visitorSecret: secret }),
  address,
})

export const openFormCall = (visitor: Visitor, openKey: string): StepCall =>
  stepCall(
    { step: 'open-form', by: visitorParty(visitor), key: hashOf(openKey) },
    (ports) => openForm(ports)({ path: {}, query: {}, body: { openKey, visitorSecret: visitor.secret }, address }),
    ({ formId }) => ({ formId }),
  )

export const resumeFormCall = (visitor: Visitor, formId: string): StepCall =>
  stepCall(
    { step: 'resume-form', by: visitorParty(visitor), formId },
    (ports) => resumeForm(ports)(visitorRequest(formId, visitor)),
    (reply) => ('submissionId' in reply ? { formId, submissionId: reply.submissionId } : { formId }),
  )

export const extendFormCall = (visitor: Visitor, formId: string): StepCall =>
  stepCall({ step: 'extend-form', by: visitorParty(visitor), formId }, (ports) =>
    extendForm(ports)(visitorRequest(formId, visitor)),
  )

export const reportProgressCall = (visitor: Visitor, formId: string): StepCall =>
  stepCall({ step: 'report-progress', by: visitorParty(visitor), formId }, (ports) =>
    reportProgress(ports)({
      path: {},
      query: {},
      body: reportProgressStep.body.parse({ formId, visitorSecret: visitor.secret, questions: { name: 'valid' } }),
      address,
    }),
  )

export const declineFormCall = (visitor: Visitor, formId: string): StepCall =>
  stepCall({ step: 'decline-form', by: visitorParty(visitor), formId }, (ports) =>
    declineForm(ports)(visitorRequest(formId, visitor)),
  )

export const issueSubmitKeyCall = (visitor: Visitor, form: { siteId: string; formId: string }): StepCall =>
  stepCall(
    { step: 'issue-submit-key', by: visitorParty(visitor), formId: form.formId },
    (ports) => issueSubmitKey(ports)(visitorRequest(form.formId, visitor)),
    ({ submitKey, expiresAt }) => ({
      key: {
        key: hashOf(submitKey),
        secret: submitKey,
        action: 'submit',
        siteId: form.siteId,
        formId: form.formId,
        to: visitor.name,
        expiresAt: Date.parse(expiresAt),
      },
    }),
  )

/** A visitor's answers; the code is off the record. */
export interface TypedAnswers {
  readonly name: string
  readonly withCode: boolean
}

export const submitFormCall = (
  visitor: Visitor,
  { formId, submitKey, typed }: { formId: string; submitKey: string; typed: TypedAnswers },
): StepCall => {
  const answers = { name: typed.name }
  return stepCall(
    { step: 'submit-form', by: visitorParty(visitor), formId, key: hashOf(submitKey), clear: JSON.stringify(answers) },
    (ports) =>
      submitForm(ports)({
        path: {},
        query: {},
        body: submitFormStep.body.parse({
          formId,
          visitorSecret: visitor.secret,
          submitKey,
          answers,
          ...(typed.withCode && { sealedAnswers: { code: sealedCode } }),
        }),
        address,
      }),
    ({ submissionId }) => ({ formId, submissionId }),
  )
}
