import * as z from 'zod/mini'
import { noFields, step } from '../step.ts'
import { erase } from './erase.ts'

export const previewErasure = step({
  name: 'preview-erasure',
  summary: 'Counts what an erasure with the same body would erase. Erases nothing.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/erasure-previews',
  caller: 'person',
  anyOf: ['data:erase'],
  pathParameters: noFields,
  query: noFields,
  body: erase.body,
  reply: z.strictObject({
    /** The number of stored submissions. Submissions that arrive until the erasure are erased, too. */
    submissions: z.int(),
    /** The number of conversations to which they belong. */
    conversations: z.int(),
    /** False if there are more than were counted, because the count took longer than five seconds. */
    complete: z.boolean(),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
