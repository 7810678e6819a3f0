/** What "production loses no data" depends on. */
import { randomUUID } from 'node:crypto'
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import { DeleteTableCommand, DescribeTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import type { AwsBehaviour, ProbeContext } from './behaviour.ts'
import { cloudFormationOf, dynamoDbOf } from './clients.ts'

interface ProtectedStack {
  readonly StackName: string
  readonly TableName: string
  readonly cloudFormation: ReturnType<typeof cloudFormationOf>
  readonly dynamoDb: ReturnType<typeof dynamoDbOf>
}

const waiterOptions = { maxWaitTime: 30, minDelay: 1, maxDelay: 1 }

const tableResource = (TableName: string, more: object, DeletionProtectionEnabled: boolean) => ({
  Type: 'AWS::DynamoDB::Table',
  ...more,
  Properties: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    DeletionProtectionEnabled,
  },
})
const templateOf = (Resources: object) => JSON.stringify({ Resources })

/** A protected stack with a protected table. Both are deleted afterwards. */
const withProtectedStack =
  (look: (scene: ProtectedStack) => Promise<boolean>, more: object = {}) =>
  async ({ account }: ProbeContext): Promise<boolean> => {
    const cloudFormation = cloudFormationOf(account)
    const dynamoDb = dynamoDbOf(account)
    const name = `probe-${randomUUID()}`
    const scene: ProtectedStack = { StackName: name, TableName: name, cloudFormation, dynamoDb }
    try {
      await cloudFormation.send(
        new CreateStackCommand({
          StackName: name,
          TemplateBody: templateOf({ Table: tableResource(name, more, true) }),
          EnableTerminationProtection: true,
        }),
      )
      await waitUntilStackCreateComplete({ ...waiterOptions, client: cloudFormation }, { StackName: name })
      return await look(scene)
    } finally {
      await unprotect(scene)
      await cloudFormation.send(new DeleteStackCommand({ StackName: name }))
      await dynamoDb.send(new DeleteTableCommand({ TableName: name })).catch(() => {})
      cloudFormation.destroy()
      dynamoDb.destroy()
    }
  }

const withoutProtection = { EnableTerminationProtection: false }

async function unprotect({ cloudFormation, dynamoDb, StackName, TableName }: ProtectedStack): Promise<void> {
  await cloudFormation.send(new UpdateTerminationProtectionCommand({ StackName, ...withoutProtection })).catch(() => {})
  await dynamoDb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false })).catch(() => {})
}

const tableExists = ({ dynamoDb, TableName }: ProtectedStack): Promise<boolean> =>
  dynamoDb.send(new DescribeTableCommand({ TableName })).then(
    () => true,
    () => false,
  )

const isRefused = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  )

/**
 * A stack that fails to create, because it waits for a signal that never arrives after its table exists. Both are
 * deleted afterwards.
 */
async function rollbackRemovesTable({ account }: ProbeContext): Promise<boolean> {
  const cloudFormation = cloudFormationOf(account)
  const dynamoDb = dynamoDbOf(account)
  const name = `probe-${randomUUID()}`
  const scene: ProtectedStack = { StackName: name, TableName: name, cloudFormation, dynamoDb }
  const table = tableResource(name, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }, false)
  const signal = { Type: 'AWS::CloudFormation::WaitConditionHandle' }
  const wait = {
    Type: 'AWS::CloudFormation::WaitCondition',
    DependsOn: 'Table',
    Properties: { Handle: { Ref: 'Signal' }, Timeout: '1' },
  }
  try {
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: name,
        TemplateBody: templateOf({ Table: table, Signal: signal, Wait: wait }),
      }),
    )
    const isUp = waitUntilStackCreateComplete({ ...waiterOptions, client: cloudFormation }, { StackName: name })
    if (!(await isRefused(isUp))) throw new Error('The stack came up without its signal.')
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }))
    return stack?.StackStatus === 'ROLLBACK_COMPLETE' && !(await tableExists(scene))
  } finally {
    await cloudFormation.send(new DeleteStackCommand({ StackName: name }))
    await dynamoDb.send(new DeleteTableCommand({ TableName: name })).catch(() => {})
    cloudFormation.destroy()
    dynamoDb.destroy()
  }
}

async function tableOutlivesStack(scene: ProtectedStack): Promise<boolean> {
  const { cloudFormation, StackName } = scene
  await cloudFormation.send(new UpdateTerminationProtectionCommand({ StackName, ...withoutProtection }))
  await cloudFormation.send(new DeleteStackCommand({ StackName }))
  await waitUntilStackDeleteComplete({ ...waiterOptions, client: cloudFormation }, { StackName })
  return await tableExists(scene)
}

const productionTest = 'a production stage refuses to lose data'

export const retentionBehaviours: readonly AwsBehaviour[] = [
  {
    sentence: 'a protected stack is not deleted',
    expected: 'kept',
    dependentTests: { deployed: [productionTest] },
    holds: withProtectedStack(
      async (scene) =>
        (await isRefused(scene.cloudFormation.send(new DeleteStackCommand({ StackName: scene.StackName })))) &&
        (await tableExists(scene)),
    ),
  },
  {
    sentence: 'a protected table is not deleted',
    expected: 'kept',
    dependentTests: { deployed: [productionTest] },
    holds: withProtectedStack(
      async (scene) =>
        (await isRefused(scene.dynamoDb.send(new DeleteTableCommand({ TableName: scene.TableName })))) &&
        (await tableExists(scene)),
    ),
  },
  {
    sentence: 'a resource with Retain outlives its stack',
    expected: 'kept',
    dependentTests: { deployed: [productionTest] },
    holds: withProtectedStack(tableOutlivesStack, { DeletionPolicy: 'Retain' }),
  },
  {
    sentence: 'a resource with RetainExceptOnCreate outlives its stack',
    expected: 'kept',
    dependentTests: { deployed: [productionTest] },
    holds: withProtectedStack(tableOutlivesStack, { DeletionPolicy: 'RetainExceptOnCreate' }),
  },
  {
    sentence: 'a resource with RetainExceptOnCreate is deleted when the creation of its stack fails',
    expected: 'kept',
    holds: rollbackRemovesTable,
  },
]
