import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { draftErrors } from '../../../widgets/admin/form/draft-errors.ts'

test('the page finds the same errors in a template draft as the service, for example `required` for a missing field', () => {
  const schema = z.strictObject({ title: z.string(), count: z.number() })
  expect(draftErrors(schema, { count: '7' })).toEqual([
    { field: 'title', code: 'required' },
    { field: 'count', code: 'wrong-type' },
  ])
})
