import * as z from 'zod/mini'
import { ConversationId, ErasureId, SubmissionId, Timestamp, VisitorRef } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

/** The receipt of an erasure. */
export const ErasureView = z.strictObject({
  erasureId: ErasureId,
  status: z.enum(['running', 'done']),
  /** The number of submissions erased so far. */
  erasedSubmissions: z.int(),
  /**
   * The erasure covers forms sent until this time. The time moves forward if answers arrive while the erasure is
   * running.
   */
  erasedAt: Timestamp,
})
export type ErasureView = z.infer<typeof ErasureView>

export const erase = step({
  name: 'erase',
  summary: 'Erases submissions. While the erasure is running, repeat the request to continue it.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/erasures',
  caller: 'person',
  anyOf: ['data:erase'],
  pathParameters: noFields,
  query: noFields,
  /** The target of the erasure. Exactly one of the three fields is required. */
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
