import { reportProgress as step } from '../../contracts/steps/report-progress.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import type { Progress } from '../core/forms/progress.ts'
import { deployed } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { tellAgentFrom } from '../push/notify-agent-ports.ts'
import { pushedProgress } from '../push/pushed-progress.ts'
import { reportProgress } from './report-progress.ts'

export const compose = (outside: Outside & { readonly progress: Progress }) =>
  stepHandler(step, reportProgress({ ...outside, records: dynamoDbRecords(outside) }), outside)

export const handler = deployed(() => {
  const outside = outsideFrom(process.env)
  return compose({ ...outside, progress: pushedProgress(tellAgentFrom(process.env, outside)) })
})
