import { reportProgress as step } from '../../contracts/steps/report-progress.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import type { Progress } from '../core/forms/progress.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { notifyAgentPortsFrom } from '../push/notify-agent-ports.ts'
import { pushedProgress } from '../push/pushed-progress.ts'
import { type ReportProgressPorts, reportProgress } from './report-progress.ts'

export const withPorts = (ports: ProcessPorts & ReportProgressPorts) => stepHandler(step, reportProgress(ports), ports)

export const compose = (dependencies: Dependencies & { readonly progress: Progress }) =>
  withPorts({ ...dependencies, records: dynamoDbRecords(dependencies) })

export const handler = lazyHandler(() => {
  const dependencies = dependenciesFrom(process.env)
  return compose({ ...dependencies, progress: pushedProgress(notifyAgentPortsFrom(process.env, dependencies)) })
})
