import { getOpenapi as step } from '../../contracts/steps/get-openapi.ts'
import { systemClock } from '../adapters/process/clock.ts'
import { jsonLog } from '../adapters/process/json-log.ts'
import { deployed } from '../http/lazy-handler.ts'
import { type StackPorts, stepHandler } from '../http/step-handler.ts'
import { getOpenapi } from './get-openapi.ts'

export const compose = (ports: StackPorts) => stepHandler(step, getOpenapi(), ports)

export const handler = deployed(() => compose({ log: jsonLog(), clock: systemClock }))
