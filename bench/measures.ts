/** All measures, in the order of docs/performance.md. */
import type { Measure } from './measure.ts'
import { awsCalls, billedUnits } from './measures/aws-calls.ts'
import { bundleSize } from './measures/bundle-size.ts'
import { dollarsOfForms } from './measures/dollars.ts'
import { formsPerSecond } from './measures/forms-per-second.ts'
import { growth } from './measures/growth.ts'
import { handlerCpu } from './measures/handler-cpu.ts'
import { importTime } from './measures/import-time.ts'
import { pages } from './measures/pages.ts'
import { races } from './measures/races.ts'
import { sdkCpu } from './measures/sdk-cpu.ts'
import { serviceTime } from './measures/service-time.ts'
import { start } from './measures/start.ts'

export const measures: readonly Measure[] = [
  serviceTime,
  awsCalls,
  billedUnits,
  sdkCpu,
  handlerCpu,
  importTime,
  bundleSize,
  formsPerSecond,
  growth,
  races,
  dollarsOfForms,
  pages,
  start,
]

/** Returns true if a result of the measure depends on the machine, so that it belongs to the other results of its run. */
export const dependsOnMachine = ({ targets }: Measure): boolean =>
  Object.values(targets).some(({ kind }) => kind === 'time' || kind === 'ratio')
