import { describe, expect, test } from 'vitest'
import {
  allOf,
  anyOf,
  beginsWith,
  conditionalUpdate,
  equals,
  isAbsent,
  isGreater,
  isLess,
  isOneOf,
  isPresent,
  onCondition,
  whereKey,
} from '../../../../../lambdas/adapters/dynamodb/request/expressions.ts'

describe('expressions', () => {
  test('a condition without values has no ExpressionAttributeValues', () => {
    expect(onCondition(isAbsent('claimedBy'))).toEqual({
      ConditionExpression: 'attribute_not_exists(#claimedBy)',
      ExpressionAttributeNames: { '#claimedBy': 'claimedBy' },
    })
  })

  test('joined conditions get parentheses, and each value gets its own placeholder', () => {
    const condition = allOf(anyOf(isPresent('a'), equals('b', 1)), isGreater('b', 1), isOneOf('c', ['x', 'y']))
    expect(onCondition(condition)).toEqual({
      ConditionExpression: '(attribute_exists(#a) OR #b = :v0) AND #b > :v1 AND #c IN (:v2, :v3)',
      ExpressionAttributeNames: { '#a': 'a', '#b': 'b', '#c': 'c' },
      ExpressionAttributeValues: { ':v0': 1, ':v1': 1, ':v2': 'x', ':v3': 'y' },
    })
  })

  test('a dot in an attribute name addresses an attribute inside a map', () => {
    expect(onCondition(isLess('template.version', 3))).toMatchObject({
      ConditionExpression: '#template.#version < :v0',
      ExpressionAttributeNames: { '#template': 'template', '#version': 'version' },
    })
  })

  test('an update can set attributes, set them only if absent and remove them, and it shares placeholders with its condition', () => {
    const change = { set: { state: 'sent', visitorRef: undefined }, setOnce: { closedAt: 7 }, remove: ['openedAt'] }
    expect(conditionalUpdate(change, equals('state', 'opened'))).toEqual({
      UpdateExpression: 'SET #state = :v0, #closedAt = if_not_exists(#closedAt, :v1) REMOVE #openedAt',
      ConditionExpression: '#state = :v2',
      ExpressionAttributeNames: { '#state': 'state', '#closedAt': 'closedAt', '#openedAt': 'openedAt' },
      ExpressionAttributeValues: { ':v0': 'sent', ':v1': 7, ':v2': 'opened' },
    })
  })

  test('a query has the partition key and a prefix of the sort key', () => {
    expect(whereKey(allOf(equals('chain', 'c'), beginsWith('item', 'form#')))).toMatchObject({
      KeyConditionExpression: '#chain = :v0 AND begins_with(#item, :v1)',
    })
  })
})
