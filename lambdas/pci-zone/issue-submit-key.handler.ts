import { issueSubmitKey as step } from '../../contracts/steps/issue-submit-key.ts'
import { dynamoDbKeys } from '../adapters/dynamodb/one-time-keys.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { issueSubmitKey } from './issue-submit-key.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const keys = dynamoDbKeys(outside)
  return stepHandler(step, issueSubmitKey({ ...outside, records, keys }), outside)
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
