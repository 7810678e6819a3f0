import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { draftErrors } from '../../../widgets/admin/form/draft-errors.ts'

test('a draft gets the codes that the service would answer: a field that it lacks is required', () => {
  const schema = z.strictObject({ title: z.string(), count: z.number() })
  expect(draftErrors(schema, { count: '7' })).toEqual([
    { field: 'title', code: 'required' },
    { field: 'count', code: 'wrong-type' },
  ])
})
