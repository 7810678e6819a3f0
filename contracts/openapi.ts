/** The OpenAPI document, made from the protocol and from nothing else. */
import * as z from 'zod/mini'
import { Problem, type RefusalCode, refusals } from './problem.ts'
import { protocol } from './protocol.ts'
import { type Caller, commonRefusals, type Step } from './step.ts'

type Json = Record<string, unknown>

/** What no JSON Schema can say (a point on a curve, a date that exists) is left to the words of the contract. */
const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}

const securityOf: Record<Caller, readonly Json[]> = {
  person: [{ person: [] }],
  'chat-backend': [{ chatBackend: ['sealform/conversations'] }],
  visitor: [],
  anyone: [],
}

/** A request without fields is no request body, and parameters are told one by one. */
const propertiesOf = (schema: z.core.$ZodType): { name: string; schema: unknown; required: boolean }[] => {
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  const names = Array.isArray(required) ? required : []
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    required: names.includes(name),
  }))
}

const responsesOf = (step: Step): Json => {
  const responses: Json = {}
  const content =
    step.success === 204 ? {} : { content: { 'application/json': { schema: schemaOf(step.reply, 'output') } } }
  responses[step.success] = { description: step.summary, ...content }
  if (step.whileRunning !== undefined) responses[step.whileRunning] = { description: 'It goes on.', ...content }
  const codes: RefusalCode[] = [...step.refusals, ...commonRefusals]
  for (const status of new Set(codes.map((code) => refusals[code].status))) {
    const same = codes.filter((code) => refusals[code].status === status)
    responses[status] = {
      description: same.map((code) => `\`${code}\`: ${refusals[code].title}`).join(' '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return responses
}

const operationOf = (step: Step): Json => {
  const parameters = [
    ...propertiesOf(step.pathParameters).map((parameter) => ({ ...parameter, in: 'path' })),
    ...propertiesOf(step.query).map((parameter) => ({ ...parameter, in: 'query' })),
  ]
  const takesBody = step.method === 'POST' || step.method === 'PUT'
  const body = {
    required: propertiesOf(step.body).length > 0,
    content: { 'application/json': { schema: schemaOf(step.body, 'input') } },
  }
  return {
    operationId: step.name,
    summary: step.summary,
    tags: [step.zone],
    security: securityOf[step.who],
    ...(step.anyOf.length === 0 ? {} : { 'x-any-of-permissions': step.anyOf }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takesBody ? { requestBody: body } : {}),
    responses: responsesOf(step),
  }
}

/** OpenAPI 3.1, as `GET /v1/openapi.json` answers it. */
export const openApiDocument = (): { openapi: string } & Json => {
  const paths: Record<string, Json> = {}
  for (const step of Object.values<Step>(protocol)) {
    paths[step.path] = { ...paths[step.path], [step.method.toLowerCase()]: operationOf(step) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sealform',
      version: '1',
      summary: 'Secure forms for live chat.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        person: { type: 'http', scheme: 'bearer', description: 'Access token of a signed-in person.' },
        chatBackend: {
          type: 'http',
          scheme: 'bearer',
          description: 'Access token of the chat backend, with the scope `sealform/conversations`.',
        },
      },
    },
  }
}
