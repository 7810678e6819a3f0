import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import { dynamoDbForms } from '../adapters/dynamodb-forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb-records.ts'
import { outsideFrom } from '../adapters/environment.ts'
import type { Outside } from '../adapters/outside.ts'
import { deployed } from '../http/deployed.ts'
import { stepHandler } from '../http/step-handler.ts'
import { extendForm } from './extend-form.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const forms = dynamoDbForms(outside)
  return stepHandler(step, extendForm({ ...outside, records, forms }), outside)
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
