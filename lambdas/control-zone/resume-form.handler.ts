import { resumeForm as step } from '../../contracts/steps/resume-form.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { resumeForm } from './resume-form.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  return stepHandler(step, resumeForm({ ...dependencies, records }), dependencies)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
