/** What claims, transactions and expiry depend on. */
import { randomUUID } from 'node:crypto'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import type { AwsBehaviour, ProbeContext } from './behaviour.ts'
import { dynamoDbOf } from './clients.ts'

interface ProbeTable {
  readonly client: DynamoDBClient
  readonly TableName: string
}

/** Gives each probe a table of its own and deletes it afterwards. */
const withTable =
  (look: (scene: ProbeTable) => Promise<boolean>) =>
  async ({ account }: ProbeContext): Promise<boolean> => {
    const client = dynamoDbOf(account)
    const TableName = `probe-${randomUUID()}`
    try {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        }),
      )
      return await look({ client, TableName })
    } finally {
      await client.send(new DeleteTableCommand({ TableName }))
      client.destroy()
    }
  }

const errorName = (error: unknown): string => (error instanceof Error ? error.name : '')

/** `done`, or the name of the error. */
const outcomeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', errorName)

const item = (id: string, claimedBy: string) => ({ id: { S: id }, claimedBy: { S: claimedBy } })

const unclaimed = { ConditionExpression: 'attribute_not_exists(id)' }

const claim = ({ client, TableName }: ProbeTable, id: string, by: string) =>
  client.send(new PutItemCommand({ TableName, Item: item(id, by), ...unclaimed }))

const readItem = async ({ client, TableName }: ProbeTable, id: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true }))).Item

const writeTransaction = (
  { client }: ProbeTable,
  TransactItems: TransactWriteItem[],
  ClientRequestToken = randomUUID(),
) => client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }))

const conditionalPut = ({ TableName }: ProbeTable, id: string, by: string): TransactWriteItem => ({
  Put: { TableName, Item: item(id, by), ...unclaimed, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
})

export const dynamoDbBehaviours: readonly AwsBehaviour[] = [
  {
    sentence: 'of twenty callers that claim one item at once, one succeeds',
    expected: 'kept',
    holds: withTable(async (scene) => {
      const claims = Array.from({ length: 20 }, (_, caller) => outcomeOf(claim(scene, 'key', `caller-${caller}`)))
      const outcomes = await Promise.all(claims)
      const refused = outcomes.filter((outcome) => outcome === 'ConditionalCheckFailedException')
      return refused.length === 19 && outcomes.includes('done')
    }),
  },
  {
    sentence: 'a transaction with a failed condition writes nothing, and reports it with the current item',
    expected: 'kept',
    holds: withTable(async (scene) => {
      await claim(scene, 'taken', 'another')
      const failure = await writeTransaction(scene, [
        conditionalPut(scene, 'new', 'me'),
        conditionalPut(scene, 'taken', 'me'),
      ]).catch((error: unknown) => error)
      if (!(failure instanceof TransactionCanceledException)) return false
      const [first, second] = failure.CancellationReasons ?? []
      const reports = first?.Code === 'None' && second?.Code === 'ConditionalCheckFailed'
      return reports && second.Item?.claimedBy?.S === 'another' && (await readItem(scene, 'new')) === undefined
    }),
  },
  {
    sentence: 'a transaction that is repeated with its token takes effect once and returns the same outcome',
    expected: 'kept',
    holds: withTable(async (scene) => {
      const token = randomUUID()
      const once = await outcomeOf(writeTransaction(scene, [conditionalPut(scene, 'a', 'me')], token))
      return (
        once === 'done' &&
        (await outcomeOf(writeTransaction(scene, [conditionalPut(scene, 'a', 'me')], token))) === 'done'
      )
    }),
  },
  {
    sentence: 'a token with another transaction is rejected',
    expected: 'kept',
    holds: withTable(async (scene) => {
      const token = randomUUID()
      await writeTransaction(scene, [conditionalPut(scene, 'a', 'me')], token)
      const again = await outcomeOf(writeTransaction(scene, [conditionalPut(scene, 'b', 'me')], token))
      return again === 'IdempotentParameterMismatchException' && (await readItem(scene, 'b')) === undefined
    }),
  },
  {
    sentence: 'a table gets the time to live that is set',
    expected: 'kept',
    holds: withTable(async ({ client, TableName }) => {
      const TimeToLiveSpecification = { AttributeName: 'sweepAt', Enabled: true }
      await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
      return TimeToLiveDescription?.AttributeName === 'sweepAt'
    }),
  },
]
