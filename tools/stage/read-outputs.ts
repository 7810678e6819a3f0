/** Reads the outputs of a deployed stage. */
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { type StageOutputName, stageOutputs } from '../../lib/stage-outputs.ts'
import { StageFailure, type StageLocation, stackFailure, stackNameOf } from './stage-failure.ts'

/** Returns one output. The description of each stack is requested only once. */
export type ReadOutput = (name: StageOutputName) => Promise<string>

/**
 * Returns a reader of outputs. The reader throws {StageFailure} if the stage does not exist, is in another account, or
 * has no such output.
 */
export function outputReader(client: CloudFormationClient, stage: StageLocation): ReadOutput {
  const described = new Map<string, Promise<ReadonlyMap<string, string>>>()
  return async (name) => {
    const { stack } = stageOutputs[name]
    const outputs = described.get(stack) ?? outputsOfStack(client, stage, stack)
    described.set(stack, outputs)
    const value = (await outputs).get(name)
    if (value !== undefined) return value
    throw new StageFailure(
      `The stage ${stage.stage} has no output ${name}. Deploy it again: npm run deploy -- ${stage.stage}`,
    )
  }
}

async function outputsOfStack(
  client: CloudFormationClient,
  stage: StageLocation,
  stack: string,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { Stacks: stacks = [] } = await client.send(
      new DescribeStacksCommand({ StackName: stackNameOf(stage, stack) }),
    )
    const outputs = stacks.flatMap(({ Outputs = [] }) => Outputs)
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]))
  } catch (error) {
    throw stackFailure(error, stack, stage)
  }
}
