import * as z from 'zod/mini'
import { ConversationId, ErasureId, SubmissionId, Timestamp, VisitorRef } from '../identifiers.ts'
import { nothing, step } from '../step.ts'

/** The receipt of an erasure. */
export const ErasureView = z.strictObject({
  erasureId: ErasureId,
  status: z.enum(['running', 'done']),
  /** How many so far. */
  erasedSubmissions: z.int(),
  /** What had been sent until then is erased. It moves on when answers arrive while the erasure runs. */
  erasedAt: Timestamp,
})
export type ErasureView = z.infer<typeof ErasureView>

export const erase = step({
  name: 'erase',
  summary: 'Erases what was submitted, or goes on with an erasure that the same body began.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/erasures',
  caller: 'person',
  anyOf: ['data:erase'],
  pathParameters: nothing,
  query: nothing,
  /** One of the three. */
  body: z
    .strictObject({
      conversationId: z.optional(ConversationId),
      submissionId: z.optional(SubmissionId),
      visitorRef: z.optional(VisitorRef),
    })
    .check(
      z.refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1),
      z.meta({ minProperties: 1, maxProperties: 1 }),
    ),
  reply: ErasureView,
  success: 200,
  whileRunning: 202,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
