import { issueSubmitKey as step } from '../../contracts/steps/issue-submit-key.ts'
import { dynamoDbKeys } from '../adapters/dynamodb/one-time-keys.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { type IssueSubmitKeyPorts, issueSubmitKey } from './issue-submit-key.ts'

export const withPorts = (ports: ProcessPorts & IssueSubmitKeyPorts) => stepHandler(step, issueSubmitKey(ports), ports)

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const keys = dynamoDbKeys(dependencies)
  return withPorts({ ...dependencies, records, keys })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
