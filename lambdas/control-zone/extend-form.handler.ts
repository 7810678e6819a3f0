import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { extendForm } from './extend-form.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const forms = dynamoDbForms(outside)
  return stepHandler(step, extendForm({ ...outside, records, forms }), outside)
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
