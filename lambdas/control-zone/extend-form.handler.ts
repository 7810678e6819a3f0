import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { extendForm } from './extend-form.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const forms = dynamoDbForms(dependencies)
  return stepHandler(step, extendForm({ ...dependencies, records, forms }), dependencies)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
