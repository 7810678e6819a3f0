import { resumeForm as step } from '../../contracts/steps/resume-form.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { resumeForm } from './resume-form.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  return stepHandler(step, resumeForm({ ...outside, records }), outside)
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
