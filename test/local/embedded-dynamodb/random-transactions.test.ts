import { isDeepStrictEqual } from 'node:util'
import { ScanCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rejectionOf, startForTest } from './start-for-test.ts'

/** The simplest database: a number for each id. */
type Model = ReadonlyMap<string, number>

interface Step {
  readonly kind: 'put' | 'add' | 'delete' | 'check'
  readonly id: string
  readonly amount: number
  readonly condition: 'none' | 'exists' | 'missing' | 'at-least'
}

const steps = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('put', 'add', 'delete', 'check'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    amount: fc.integer({ min: -5, max: 5 }),
    condition: fc.constantFrom('none', 'none', 'exists', 'missing', 'at-least'),
  }),
  { minLength: 1, maxLength: 5, selector: ({ id }) => id },
)

const holds = (model: Model, { kind, id, amount, condition }: Step): boolean => {
  const value = model.get(id)
  const asked = kind === 'check' && condition === 'none' ? 'exists' : condition
  if (asked === 'exists') return value !== undefined
  if (asked === 'missing') return value === undefined
  return asked === 'none' || (value !== undefined && value >= amount)
}

const applied = (model: Model, transaction: readonly Step[]): Model => {
  const next = new Map(model)
  for (const { kind, id, amount } of transaction) {
    if (kind === 'put') next.set(id, amount)
    if (kind === 'add') next.set(id, (next.get(id) ?? 0) + amount)
    if (kind === 'delete') next.delete(id)
  }
  return next
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

const itemOf = ({ kind, id, amount, condition }: Step): TransactItem => {
  const Key = { id }
  const expression = {
    none: kind === 'check' ? 'attribute_exists(id)' : undefined,
    exists: 'attribute_exists(id)',
    missing: 'attribute_not_exists(id)',
    'at-least': 'amount >= :amount',
  }[condition]
  const needsAmount = kind === 'add' || condition === 'at-least'
  const conditional = {
    TableName: 'notes',
    ConditionExpression: expression,
    ...(needsAmount && { ExpressionAttributeValues: { ':amount': amount } }),
  }
  if (kind === 'put') return { Put: { ...conditional, Item: { id, amount } } }
  if (kind === 'add') return { Update: { ...conditional, Key, UpdateExpression: 'ADD amount :amount' } }
  if (kind === 'delete') return { Delete: { ...conditional, Key } }
  return { ConditionCheck: { ...conditional, Key, ConditionExpression: expression } }
}

describe('random transactions', () => {
  test('have the same results as in a simple model', async () => {
    const { client } = await startForTest()
    let model: Model = new Map()

    await fc.assert(
      fc.asyncProperty(steps, async (transaction) => {
        const call = client.send(new TransactWriteCommand({ TransactItems: transaction.map(itemOf) }))
        const expected = transaction.map((step) => (holds(model, step) ? 'None' : 'ConditionalCheckFailed'))
        if (expected.every((code) => code === 'None')) {
          await call
          model = applied(model, transaction)
        } else {
          const { CancellationReasons } = await rejectionOf(call)
          expect(CancellationReasons).toMatchObject(expected.map((Code) => ({ Code })))
        }
        const { Items } = await client.send(new ScanCommand({ TableName: 'notes' }))
        const stored = new Map(Items?.map(({ id, amount }) => [id, amount]))
        expect(isDeepStrictEqual(stored, new Map(model))).toBe(true)
      }),
      { numRuns: 300, endOnFailure: true },
    )
  })
})
