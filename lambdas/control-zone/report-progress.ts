/** report-progress: sends the state of each question to the agent who sent the form. Progress is never stored. */
import type { FieldError } from '../../contracts/problem.ts'
import { reportProgress as step } from '../../contracts/steps/report-progress.ts'
import type { Clock } from '../core/clock.ts'
import { askedQuestions } from '../core/forms/asked-questions.ts'
import { decideStep } from '../core/forms/form-state.ts'
import type { Progress } from '../core/forms/progress.ts'
import { boundForm } from '../core/forms/visitor-proof.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import { countAgainstLimit, type RateLimits, rateLimits } from '../core/rate-limits.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { templateVersions } from '../core/templates/template-versions.ts'

export interface ReportProgressPorts {
  readonly records: Records
  readonly progress: Progress
  readonly clock: Clock
  readonly limits: RateLimits
}

export const reportProgress = ({ records, progress, clock, limits }: ReportProgressPorts) => {
  const templates = templateVersions(records)
  return async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const form = boundForm((await records.read({ form: body.formId })).form, body)
    const now = clock.now()
    if (form === undefined || decideStep(step.name, form, now) !== 'allowed') return notAvailable

    const { siteId, templateId, templateVersion: version, conversationId, formId, sender } = form
    const retryAfterSeconds = countAgainstLimit(limits, rateLimits.progressReports, formId)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })
    const template = await templates.read({ siteId, templateId, version })
    if (template === undefined) return notAvailable
    const asked = new Set<string>(askedQuestions(template, form.only).map(({ id }) => id))
    const errors = Object.keys(body.questions)
      .filter((id) => !asked.has(id))
      .map((id): FieldError => ({ field: `questions.${id}`, code: 'unknown' }))
    if (errors.length > 0) return refused('not-valid', { errors })

    await progress.report({ siteId, conversationId, formId, sender, at: now, questions: body.questions })
    return done({})
  }
}
