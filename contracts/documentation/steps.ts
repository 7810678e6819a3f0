/** The documentation of every step, by its name. */
import type { StepName } from '../protocol.ts'
import type { StepDocumentation } from './step-documentation.ts'
import { administration } from './steps/administration.ts'
import { answers } from './steps/answers.ts'
import { conversations } from './steps/conversations.ts'
import { forms } from './steps/forms.ts'
import { sessions } from './steps/sessions.ts'
import { visitor } from './steps/visitor.ts'

export const stepDocumentation: Readonly<Record<StepName, StepDocumentation>> = {
  ...conversations,
  ...forms,
  ...visitor,
  ...answers,
  ...administration,
  ...sessions,
}
