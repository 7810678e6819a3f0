import { describe, expect, test } from 'vitest'
import { statementsOf } from '../lib/policies.ts'
import { accessesOf, wholeItem } from './dynamodb-accesses.ts'
import { type AccessRequest, decide } from './policy-evaluator.ts'

const request = (context: AccessRequest['context'] = {}): AccessRequest => ({
  action: 'dynamodb:UpdateItem',
  resource: '<FormsTable.Arn>',
  context,
})
const policy = (...statements: readonly object[]) => statementsOf({ Statement: statements })
const statement = (others: object = {}) => ({
  ...{ Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: '<FormsTable.Arn>' },
  ...others,
})
const decision = (context: AccessRequest['context'], condition: object) =>
  decide(request(context), { identity: policy(statement({ Condition: condition })) }).decision

describe('a policy decision', () => {
  test('allows with one Allow statement, denies with one Deny statement, and denies without any statement', () => {
    const deny = statement({ Effect: 'Deny', Resource: '*' })
    expect(decide(request(), { identity: policy(statement()) }).decision).toBe('allowed')
    expect(decide(request(), { identity: policy(statement({ Action: 'dynamodb:Put*' })) }).decision).toBe('denied')
    expect(decide(request(), { identity: policy(statement(), deny) }).decision).toBe('denied')
    expect(decide(request(), { identity: policy(statement()), resource: policy(deny) }).decision).toBe('denied')
    expect(decide(request(), { identity: policy(statement()), limits: [policy()] }).decision).toBe('denied')
  })

  test.each([
    ['StringEquals', { key: 'b' }, 'denied'],
    ['StringEquals', {}, 'denied'],
    ['StringEqualsIfExists', {}, 'allowed'],
    ['StringNotEquals', {}, 'allowed'],
    ['StringNotEquals', { key: 'a' }, 'denied'],
    ['ForAllValues:StringEquals', { key: ['a', 'a'] }, 'allowed'],
    ['ForAllValues:StringEquals', { key: ['a', 'b'] }, 'denied'],
    ['ForAllValues:StringEquals', {}, 'allowed'],
    ['ForAnyValue:StringEquals', { key: ['a', 'b'] }, 'allowed'],
    ['ForAnyValue:StringEquals', {}, 'denied'],
    ['StringLike', { key: 'abc' }, 'denied'],
    ['ArnLike', { key: 'a' }, 'allowed'],
  ] as const)('for %s "a" on the values %j is %s', (operator, context, expected) => {
    expect(decision(context, { [operator]: { key: 'a' } })).toBe(expected)
  })

  test('checks whether a key is present if the condition operator is `Null`', () => {
    expect(decision({}, { Null: { key: 'true' } })).toBe('allowed')
    expect(decision({ key: 'a' }, { Null: { key: 'true' } })).toBe('denied')
  })

  test('throws an error if the policy has an unsupported condition or element', () => {
    expect(() => decision({ key: '1' }, { NumericLessThan: { key: '2' } })).toThrow('not understood')
    expect(() => decide(request(), { identity: policy(statement({ NotAction: 'dynamodb:*' })) })).toThrow('NotAction')
  })
})

describe('the attributes of a request', () => {
  const describeTable = () => ({ arn: '<FormsTable.Arn>', partition: 'formId' })
  const attributesOf = (operation: string, body: object) =>
    accessesOf(operation, { TableName: 'forms', ...body }, describeTable).map(
      ({ context }) => context['dynamodb:Attributes'],
    )
  const Key = { formId: { S: '1' } }

  test('are the top-level names in the key, the update and the condition of the request', () => {
    const update = {
      ...{ Key, UpdateExpression: 'SET #a = :v0, #b = if_not_exists(#b, :v1) REMOVE #c' },
      ConditionExpression: '(attribute_not_exists(#d) OR #d < :v2) AND #e.#f IN (:v3, :v4)',
      ExpressionAttributeNames: { '#a': 'a', '#b': 'b', '#c': 'c', '#d': 'd', '#e': 'e', '#f': 'f' },
    }
    expect(attributesOf('UpdateItem', update)).toEqual([expect.arrayContaining(['formId', 'd', 'e', 'a', 'b', 'c'])])
    expect(attributesOf('UpdateItem', update).flat()).not.toContain('f')
  })

  test('are the names in the item of a put and in a projection', () => {
    expect(attributesOf('PutItem', { Item: { ...Key, sender: { S: 'x' } } })).toEqual([['formId', 'sender']])
    expect(attributesOf('GetItem', { Key, ProjectionExpression: 'formId, sentAt' })).toEqual([['formId', 'sentAt']])
  })

  test('include the whole item if the reply is not limited to some attributes', () => {
    expect(attributesOf('GetItem', { Key }).flat()).toContain(wholeItem)
    expect(attributesOf('PutItem', { Item: Key, ReturnValues: 'ALL_OLD' }).flat()).toContain(wholeItem)
  })

  test('cannot be determined for an unsupported operation, so the evaluator throws', () => {
    expect(() => attributesOf('ExecuteStatement', {})).toThrow('not understood')
  })
})
