import * as z from 'zod/mini'
import { KeyField, VisitorSecret } from '../one-time-key.ts'
import { openFormRoute } from '../open-form-route.ts'
import { noFields, step } from '../step.ts'
import { OpenedForm } from '../visitor-form.ts'

export const openForm = step({
  name: 'open-form',
  summary: 'Opens a form and binds it to the visitor’s browser.',
  zone: 'control-zone',
  ...openFormRoute,
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({ openKey: KeyField, visitorSecret: VisitorSecret }),
  reply: OpenedForm,
  success: 200,
  refusals: ['not-available'],
})
