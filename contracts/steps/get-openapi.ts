import * as z from 'zod/mini'
import { noFields, step } from '../step.ts'

export const getOpenapi = step({
  name: 'get-openapi',
  summary: 'Returns this contract as an OpenAPI document.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/openapi.json',
  caller: 'anyone',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: z.looseObject({ openapi: z.string() }),
  success: 200,
  refusals: [],
})
