import { stripVTControlCharacters } from 'node:util'
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageOutputName } from '../../lib/stage-outputs.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { StackDifference } from './stage-difference.ts'

/** The earlier value of the output, as `cdk diff` prints a changed output. */
const output: StageOutputName = 'AvailabilityZones'
const changedZones = new RegExp(`^\\[~\\] Output \\S+ ${output}: \\{.*"Value":"([^"]*)".*\\} to \\{`, 'm')

/**
 * Why the settings cannot be deployed over the network of the stage, in one sentence; undefined if they can. Other
 * zones, or another order, would replace subnets by others with the same addresses, which EC2 refuses, and remove ids
 * that other stacks import.
 */
export function describeZoneChange(
  { stage, availabilityZones }: Pick<StageSettings, 'stage' | 'availabilityZones'>,
  difference: readonly StackDifference[],
): string | undefined {
  const network = difference.find(({ name }) => name === `${prefixOf({ stage })}-network`)
  const deployed = changedZones.exec(stripVTControlCharacters(network?.text ?? ''))?.[1]?.split(',')
  if (deployed === undefined) return undefined
  return `In the stage ${stage}, availabilityZones is ${JSON.stringify(availabilityZones)}, but must stay ${JSON.stringify(deployed)}: the network is deployed in these zones, in this order, and cannot move. For other zones create another stage.`
}
