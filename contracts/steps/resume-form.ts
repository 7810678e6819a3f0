import * as z from 'zod/mini'
import { FormId } from '../identifiers.ts'
import { VisitorSecret } from '../one-time-key.ts'
import { noFields, step } from '../step.ts'
import { BriefForm, EndedForm, OpenedForm, SubmittedForm } from '../visitor-form.ts'

export const resumeForm = step({
  name: 'resume-form',
  summary: 'Returns the opened form, its receipt, or how it ended, to the browser that opened it.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/visitor/resume',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({
    formId: FormId,
    visitorSecret: VisitorSecret,
    /** If true, the reply contains only `formId` and `status`. */
    brief: z.optional(z.boolean()),
  }),
  reply: z.union([OpenedForm, SubmittedForm, EndedForm, BriefForm]),
  success: 200,
  refusals: ['not-available'],
})
