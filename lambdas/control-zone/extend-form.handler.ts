import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { extendForm } from './extend-form.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const forms = dynamoDbForms(outside)
  return stepHandler(step, extendForm({ ...outside, records, forms }), outside)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
