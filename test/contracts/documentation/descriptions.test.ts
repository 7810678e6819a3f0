import { describe, expect, test } from 'vitest'
import { asyncApiDocument } from '../../../contracts/documentation/asyncapi.ts'
import { openApiDocument } from '../../../contracts/documentation/openapi.ts'
import { stepDocumentation } from '../../../contracts/documentation/steps.ts'
import { tags } from '../../../contracts/documentation/tags.ts'
import { protocol } from '../../../contracts/protocol.ts'
import { weaknessesIn, weaknessOf, weaknessOfField } from './description-lint.ts'

describe('every description', () => {
  test('of an operation, a parameter, a schema and a property of the OpenAPI document says more than the name', () => {
    const { checked, found } = weaknessesIn(openApiDocument())
    expect(found).toEqual([])
    expect(checked).toBeGreaterThan(400)
  })

  test('of a schema and a property of the AsyncAPI document says more than the name', () => {
    const { checked, found } = weaknessesIn(asyncApiDocument())
    expect(found).toEqual([])
    expect(checked).toBeGreaterThan(25)
  })

  test('of a tag says what its operations do, and each tag has operations', () => {
    for (const [name, description] of Object.entries(tags))
      expect([name, description.length > 12]).toEqual([name, true])
    const used = new Set<string>(Object.values(stepDocumentation).map(({ tag }) => tag))
    expect([...used].sort()).toEqual(Object.keys(tags).sort())
  })
})

test('every step is documented, and nothing else', () => {
  expect(Object.keys(stepDocumentation).sort()).toEqual(Object.keys(protocol).sort())
})

test('every refusal that depends on the step is explained for the step', () => {
  for (const [name, { refusals }] of Object.entries(stepDocumentation))
    for (const [code, when] of Object.entries(refusals))
      expect([name, code, weaknessOf(code, when)]).toEqual([name, code, undefined])
})

describe('the check of descriptions', () => {
  test.each([
    ['formId', undefined, 'is missing'],
    ['formId', 'The id of the form.', 'only restates the name'],
    ['expiresAt', 'The expiry date of the resource', 'does not end with a full stop'],
    ['siteName', 'The brand name shown to visitors.', 'names no unit, format, value, bound or condition'],
    ['openKeySeconds', 'How long a key is valid: 10 to 3,600.', 'does not match /\\bseconds\\b/'],
    ['answers', `It is ${'very '.repeat(50)}long, if present.`, 'has a sentence of 55 words'],
    ['answers', 'The answers by question id, at most 100.', undefined],
  ])('finds what is wrong with %s: %o', (name, description, weakness) => {
    expect(weaknessOfField(name, description)).toBe(weakness)
  })
})
