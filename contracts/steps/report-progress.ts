import * as z from 'zod/mini'
import { QuestionStates } from '../events.ts'
import { FormId } from '../identifiers.ts'
import { VisitorSecret } from '../one-time-key.ts'
import { noFields, step } from '../step.ts'

export const reportProgress = step({
  name: 'report-progress',
  summary: 'Reports to the agent which questions are filled in, without the answers.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/visitor/progress',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({
    formId: FormId,
    visitorSecret: VisitorSecret,
    questions: QuestionStates.check(z.refine((questions) => Object.keys(questions).length <= 100)),
  }),
  reply: noFields,
  success: 204,
  refusals: ['not-available'],
})
