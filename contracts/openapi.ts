/** Generates the OpenAPI document from the protocol. */
import * as z from 'zod/mini'
import { closeCodes, EventMessage, eventsPath, eventsProtocol } from './events.ts'
import { Problem, type RefusalCode, refusals } from './problem.ts'
import { protocol } from './protocol.ts'
import { type Caller, commonRefusals, type Step } from './step.ts'

type Json = Record<string, unknown>

/**
 * Returns the JSON Schema of a schema. Omits the checks that JSON Schema cannot express: that a point is on the curve,
 * and that a date exists.
 */
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

/** Returns the properties of a schema as a list, because OpenAPI describes path and query parameters one by one. */
const propertiesOf = (schema: z.core.$ZodType): { name: string; schema: unknown; required: boolean }[] => {
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  const names = Array.isArray(required) ? required : []
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    required: names.includes(name),
  }))
}

const headerDescriptions = {
  'X-Request-Id': 'The id of this request in the service’s log.',
  ETag: 'The version of the resource in this reply. Send it as `If-Match` to update that version only.',
  'Retry-After': 'Seconds to wait before the next attempt.',
  'WWW-Authenticate': 'The authentication scheme: `Bearer`.',
} as const
type HeaderName = keyof typeof headerDescriptions

const headersOf = (...names: HeaderName[]): Json => ({
  headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
})

const headerOfRefusal: Readonly<Partial<Record<RefusalCode, HeaderName>>> = {
  'not-signed-in': 'WWW-Authenticate',
  'too-many-requests': 'Retry-After',
  'try-again': 'Retry-After',
}

/** Returns one OpenAPI response per HTTP status, because several refusal codes may share a status. */
const refusalResponses = (codes: readonly RefusalCode[]): Json => {
  const responses: Json = {}
  for (const status of new Set(codes.map((code) => refusals[code].status))) {
    const same = codes.filter((code) => refusals[code].status === status)
    responses[status] = {
      description: same.map((code) => `\`${code}\`: ${refusals[code].title}`).join(' '),
      ...headersOf('X-Request-Id', ...same.flatMap((code) => headerOfRefusal[code] ?? [])),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return responses
}

const responsesOf = (step: Step): Json => {
  const content =
    step.success === 204 ? {} : { content: { 'application/json': { schema: schemaOf(step.reply, 'output') } } }
  const headers = headersOf('X-Request-Id', ...(step.etag === undefined ? [] : (['ETag'] as const)))
  return {
    [step.success]: { description: step.summary, ...headers, ...content },
    ...(step.whileRunning && {
      [step.whileRunning]: { description: 'The operation is still running.', ...headers, ...content },
    }),
    ...refusalResponses([...step.refusals, ...commonRefusals]),
  }
}

const ifMatchParameter: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The `ETag` header or `etag` field of the version to change, or `*` for any existing version. If absent, the last write wins.',
  schema: { type: 'string' },
}

const operationOf = (step: Step): Json => {
  const parameters = [
    ...propertiesOf(step.pathParameters).map((parameter) => ({ ...parameter, in: 'path' })),
    ...propertiesOf(step.query).map((parameter) => ({ ...parameter, in: 'query' })),
    ...(step.refusals.includes('changed-meanwhile') ? [ifMatchParameter] : []),
  ]
  const takesBody = step.method === 'POST' || step.method === 'PUT' || step.method === 'PATCH'
  const body = {
    required: !step.body.safeParse({}).success,
    content: { 'application/json': { schema: schemaOf(step.body, 'input') } },
  }
  return {
    operationId: step.name,
    summary: step.summary,
    tags: [step.zone],
    security: securityOf[step.caller],
    ...(step.anyOf.length === 0 ? {} : { 'x-any-of-permissions': step.anyOf }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takesBody ? { requestBody: body } : {}),
    responses: responsesOf(step),
  }
}

/**
 * The events endpoint. OpenAPI cannot describe WebSockets, so the document describes the handshake as a GET and the
 * messages as a schema.
 */
const eventsOperation: Json = {
  operationId: 'events',
  summary: 'Opens a WebSocket that pushes events about this agent’s forms and conversations.',
  tags: ['control-zone'],
  security: [],
  parameters: [
    {
      name: 'Sec-WebSocket-Protocol',
      in: 'header',
      required: true,
      description: `\`${eventsProtocol}\` and a ticket from issue-events-ticket.`,
      schema: { type: 'string' },
    },
  ],
  responses: {
    101: {
      description: `The socket is open, with the subprotocol \`${eventsProtocol}\`. Each message is an EventMessage.`,
    },
    401: { description: 'The ticket is missing or not valid.' },
    403: { description: 'The request came from a page on another origin.' },
  },
  'x-message': { $ref: '#/components/schemas/EventMessage' },
  'x-close-codes': closeCodes,
}

/** The OpenAPI 3.1 document that `GET /v1/openapi.json` returns. */
export const openApiDocument = (): { openapi: string } & Json => {
  const paths: Record<string, Json> = {}
  for (const step of Object.values<Step>(protocol)) {
    paths[step.path] = { ...paths[step.path], [step.method.toLowerCase()]: operationOf(step) }
  }
  paths[eventsPath] = { get: eventsOperation }
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
      schemas: { Problem: schemaOf(Problem, 'output'), EventMessage: schemaOf(EventMessage, 'output') },
      headers: Object.fromEntries(
        Object.entries(headerDescriptions).map(([name, description]) => [
          name,
          { description, required: true, schema: { type: 'string' } },
        ]),
      ),
      securitySchemes: {
        person: { type: 'http', scheme: 'bearer', description: 'The access token of a signed-in person.' },
        chatBackend: {
          type: 'http',
          scheme: 'bearer',
          description: 'The access token of the chat backend, with the scope `sealform/conversations`.',
        },
      },
    },
  }
}
