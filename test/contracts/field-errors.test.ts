import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fieldErrors } from '../../contracts/field-errors.ts'

const errorsOf = (schema: z.ZodMiniType, input: unknown) =>
  fieldErrors(schema.safeParse(input).error?.issues ?? [], input)

const Name = z.string().check(z.regex(/^[a-z]+$/))
const Body = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(4)),
  kind: z.enum(['a', 'b']),
  list: z.optional(z.array(z.int())),
  texts: z.optional(z.record(Name, z.string())),
})
const good = { name: 'abc', kind: 'a' }

describe('the field errors', () => {
  test.each([
    ['a valid value', good, []],
    ['an absent field', { kind: 'a' }, [{ field: 'name', code: 'required' }]],
    ['an absent choice', { name: 'abc' }, [{ field: 'kind', code: 'required' }]],
    ['a value of another type', { ...good, name: 7 }, [{ field: 'name', code: 'wrong-type' }]],
    ['null', { ...good, name: null }, [{ field: 'name', code: 'wrong-type' }]],
    ['a value below the minimum', { ...good, name: 'a' }, [{ field: 'name', code: 'too-short' }]],
    ['a value above the maximum', { ...good, name: 'abcde' }, [{ field: 'name', code: 'too-long' }]],
    ['a value that is not an option', { ...good, kind: 'c' }, [{ field: 'kind', code: 'not-an-option' }]],
    [
      'unknown fields',
      { ...good, x: 1, y: 2 },
      [
        { field: 'x', code: 'unknown' },
        { field: 'y', code: 'unknown' },
      ],
    ],
    ['an item of a list', { ...good, list: [1, 'x'] }, [{ field: 'list.1', code: 'wrong-type' }]],
    ['a key of a record', { ...good, texts: { Ab: '' } }, [{ field: 'texts.Ab', code: 'unknown' }]],
    ['a value that is not an object', [], [{ field: '', code: 'wrong-type' }]],
    ['an undefined value', undefined, [{ field: '', code: 'required' }]],
  ])('for %s are returned with their codes', (_, input, errors) => {
    expect(errorsOf(Body, input)).toEqual(errors)
  })

  test('use the code that a check returns if the contract lists that code, and `bad-format` otherwise', () => {
    const coded = (code: string) => z.string().check(z.refine(() => false, { params: { code } }))
    expect(errorsOf(coded('past'), 'x')).toEqual([{ field: '', code: 'past' }])
    expect(errorsOf(coded('secret word'), 'x')).toEqual([{ field: '', code: 'bad-format' }])
  })

  test.each(['4111111111111111', 'a b', 'ä', '__proto__', '', 'x'.repeat(65), '1a', '<b>'])(
    'never repeat the field name %j, which may be a value that the caller sent as a field name',
    (key) => {
      const errors = errorsOf(z.strictObject({}), Object.fromEntries([[key, 1]]))
      expect(errors).toEqual([{ field: '', code: 'unknown' }])
    },
  )

  test('contain at most a hundred errors', () => {
    expect(
      errorsOf(
        z.array(z.string()),
        Array.from({ length: 500 }, () => 1),
      ),
    ).toHaveLength(100)
  })
})
