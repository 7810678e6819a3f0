/** What visitors may ask for. */
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
import { type Act, act } from './step-call.ts'

const address = '192.0.2.2'

const by = ({ name }: Visitor) => ({ kind: 'visitor', visitor: name }) as const

const proof = (formId: string, { secret }: Visitor) => ({
  path: {},
  query: {},
  body: declineFormStep.body.parse({ formId, visitorSecret: secret }),
  address,
})

export const opening = (visitor: Visitor, openKey: string): Act =>
  act(
    { step: 'open-form', by: by(visitor), key: hashOf(openKey) },
    (ports) => openForm(ports)({ path: {}, query: {}, body: { openKey, visitorSecret: visitor.secret }, address }),
    ({ formId }) => ({ formId }),
  )

export const resuming = (visitor: Visitor, formId: string): Act =>
  act(
    { step: 'resume-form', by: by(visitor), formId },
    (ports) => resumeForm(ports)(proof(formId, visitor)),
    (reply) => ('submissionId' in reply ? { formId, submissionId: reply.submissionId } : { formId }),
  )

export const extending = (visitor: Visitor, formId: string): Act =>
  act({ step: 'extend-form', by: by(visitor), formId }, (ports) => extendForm(ports)(proof(formId, visitor)))

export const reporting = (visitor: Visitor, formId: string): Act =>
  act({ step: 'report-progress', by: by(visitor), formId }, (ports) =>
    reportProgress(ports)({
      path: {},
      query: {},
      body: reportProgressStep.body.parse({ formId, visitorSecret: visitor.secret, questions: { name: 'valid' } }),
      address,
    }),
  )

export const declining = (visitor: Visitor, formId: string): Act =>
  act({ step: 'decline-form', by: by(visitor), formId }, (ports) => declineForm(ports)(proof(formId, visitor)))

export const issuingSubmitKey = (visitor: Visitor, form: { siteId: string; formId: string }): Act =>
  act(
    { step: 'issue-submit-key', by: by(visitor), formId: form.formId },
    (ports) => issueSubmitKey(ports)(proof(form.formId, visitor)),
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

/** What a visitor typed; the code goes off the record. */
export interface Typed {
  readonly name: string
  readonly withCode: boolean
}

export const submitting = (
  visitor: Visitor,
  { formId, submitKey, typed }: { formId: string; submitKey: string; typed: Typed },
): Act => {
  const answers = { name: typed.name }
  return act(
    { step: 'submit-form', by: by(visitor), formId, key: hashOf(submitKey), clear: JSON.stringify(answers) },
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
