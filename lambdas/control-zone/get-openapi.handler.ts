import { getOpenapi as step } from '../../contracts/steps/get-openapi.ts'
import { systemClock } from '../adapters/process/clock.ts'
import { jsonLog } from '../adapters/process/json-log.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { type MiddlewarePorts, stepHandler } from '../http/step-handler.ts'
import { getOpenapi } from './get-openapi.ts'

export const withPorts = (ports: MiddlewarePorts) => stepHandler(step, getOpenapi(), ports)

export const compose = withPorts

export const handler = lazyHandler(() => compose({ log: jsonLog(), clock: systemClock }))
