import { stripVTControlCharacters } from 'node:util'
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageOutputName } from '../../lib/stage-outputs.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { StackDifference } from './stage-difference.ts'

/**
 * The output that contains the stage's Availability Zones. `cdk diff` prints its earlier value if the output changes.
 */
const output: StageOutputName = 'AvailabilityZones'
const changedZones = new RegExp(`^\\[~\\] Output \\S+ ${output}: \\{.*"Value":"([^"]*)".*\\} to \\{`, 'm')

/**
 * Returns one sentence that says why the stage's existing network cannot be updated to the settings, or undefined if it
 * can. If the Availability Zones or their order change, CloudFormation would replace subnets with new ones that have
 * the same addresses, which EC2 refuses. It would also remove ids that other stacks import.
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
