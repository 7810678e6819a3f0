/** Finds the deployed resources of a stage by their pinned logical ids. */
import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'
import { perTable, type TableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import { tableLogicalId } from '../../lib/table.ts'
import { StageFailure, type StageLocation, stackFailure, stackNameOf } from './stage-failure.ts'

export interface DeployedResources {
  /** Returns the physical id of a resource. Throws if no resource has this logical id. */
  physicalIdOf(logicalId: string): string
  readonly tables: TableNames
}

const stacks = ['vault', 'records', 'identity'] as const

/**
 * Reads the deployed resources of the stage. @throws {StageFailure} if the stage does not exist or is in another
 * account
 */
export async function deployedResources(
  client: CloudFormationClient,
  stage: StageLocation,
): Promise<DeployedResources> {
  const made = new Map<string, string>()
  for (const stack of stacks) {
    for (const [logicalId, physicalId] of await stackResources(client, stack, stage)) made.set(logicalId, physicalId)
  }
  const physicalIdOf = (logicalId: string): string => {
    const found = made.get(logicalId)
    if (found === undefined) throw new StageFailure(`The stage ${stage.stage} has no ${logicalId}: deploy it again.`)
    return found
  }
  return { physicalIdOf, tables: perTable((name) => physicalIdOf(tableLogicalId(name))) }
}

async function stackResources(
  client: CloudFormationClient,
  stack: string,
  stage: StageLocation,
): Promise<readonly (readonly [string, string])[]> {
  const StackName = stackNameOf(stage, stack)
  const made: (readonly [string, string])[] = []
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
      for (const { LogicalResourceId: logicalId, PhysicalResourceId: physicalId } of StackResourceSummaries) {
        if (logicalId !== undefined && physicalId !== undefined) made.push([logicalId, physicalId])
      }
    }
  } catch (error) {
    throw stackFailure(error, stack, stage)
  }
  return made
}
