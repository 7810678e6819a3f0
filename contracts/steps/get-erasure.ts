import * as z from 'zod/mini'
import { ErasureId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'
import { ErasureView } from './erase.ts'

export const getErasure = step({
  name: 'get-erasure',
  summary: 'Returns the progress of an erasure.',
  zone: 'pci-zone',
  method: 'GET',
  path: '/v1/erasures/{erasureId}',
  caller: 'person',
  anyOf: ['data:erase'],
  pathParameters: z.strictObject({ erasureId: ErasureId }),
  query: noFields,
  body: noFields,
  reply: ErasureView,
  success: 200,
  whileRunning: 202,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
