import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { StageFailure, type StageLocation, stackFailure, stackNameOf } from './stage-failure.ts'

/** The stack on which all others depend. */
const firstStack = 'keys'

/** Returns true if a stage, or a part of it, is deployed. */
export const isDeployed = async (client: CloudFormationClient, stage: StageLocation): Promise<boolean> => {
  try {
    await client.send(new DescribeStacksCommand({ StackName: stackNameOf(stage, firstStack) }))
    return true
  } catch (error) {
    const failure = stackFailure(error, firstStack, stage)
    if (failure instanceof StageFailure) return false
    throw error
  }
}
