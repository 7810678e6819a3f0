import { getOpenapi as step } from '../../contracts/steps/get-openapi.ts'
import { jsonLog } from '../adapters/json-log.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { deployed } from '../http/deployed.ts'
import { type StackPorts, stepHandler } from '../http/step-handler.ts'
import { getOpenapi } from './get-openapi.ts'

export const compose = (ports: StackPorts) => stepHandler(step, getOpenapi(), ports)

export const handler = deployed(() => compose({ log: jsonLog(), clock: systemClock }))
