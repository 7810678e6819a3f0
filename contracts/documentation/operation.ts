/** Generates the OpenAPI operation of a step. */
import type { Permission } from '../permissions.ts'
import { type RefusalCode, refusals } from '../problem.ts'
import type { Caller, Step } from '../step.ts'
import { commonFields, commonParameters } from './common-fields.ts'
import { descriptionOf, type Json, referenceTo, type Schemas } from './json-schemas.ts'
import { refusalDescription, refusalsOf } from './refusals.ts'
import type { StepDocumentation } from './step-documentation.ts'

const securityOf: Readonly<Record<Caller, readonly Json[]>> = {
  person: [{ person: [] }],
  'chat-backend': [{ chatBackend: [] }],
  visitor: [],
  anyone: [],
}

/** Says in one sentence who may call a step. */
export const callerOf = ({ caller, anyOf }: Pick<Step, 'caller' | 'anyOf'>): string => {
  const callers: Readonly<Record<Caller, string>> = {
    person: `a signed-in person ${permissionsOf(anyOf)}.`,
    'chat-backend': 'the chat backend, a machine client with the scope `sealform/conversations`.',
    visitor: 'the visitor’s browser, without an access token. The proof is in the body.',
    anyone: 'anyone, without an access token.',
  }
  return `**Caller**: ${callers[caller]}`
}

const permissionsOf = (anyOf: readonly Permission[]): string =>
  anyOf.length === 0 ? 'with any profile' : `with ${anyOf.map((permission) => `\`${permission}\``).join(' or ')}`

export const headerDescriptions = {
  'X-Request-Id': 'The id of this request in the service’s log.',
  ETag: 'The version of the resource in this reply, with its quotes. Send it as `If-Match` to update that version only.',
  'Retry-After': 'The number of seconds to wait before the next attempt.',
  'WWW-Authenticate': 'The authentication scheme, which is always `Bearer`.',
} as const
type HeaderName = keyof typeof headerDescriptions

const headersOf = (...names: readonly HeaderName[]): Json => ({
  headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
})

const headerOfRefusal: Readonly<Partial<Record<RefusalCode, HeaderName>>> = {
  'not-signed-in': 'WWW-Authenticate',
  'too-many-requests': 'Retry-After',
  'try-again': 'Retry-After',
}

/** Returns one response per HTTP status, because several refusal codes may share a status. */
const refusalResponses = (step: Step, documentation: StepDocumentation): Json => {
  const codes = refusalsOf(step)
  return Object.fromEntries(
    [...new Set(codes.map((code) => refusals[code].status))].map((status) => {
      const same = codes.filter((code) => refusals[code].status === status)
      const response = {
        description: refusalDescription(same, documentation),
        ...headersOf('X-Request-Id', ...same.flatMap((code) => headerOfRefusal[code] ?? [])),
        content: {
          'application/problem+json': {
            schema: referenceTo('Problem'),
            examples: Object.fromEntries(same.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      }
      return [status, response]
    }),
  )
}

const successResponses = (step: Step, { example }: StepDocumentation, schemas: Schemas): Json => {
  const contentOf = (reply: unknown): Json =>
    step.success === 204
      ? {}
      : { content: { 'application/json': { schema: referenceTo(schemas.nameOf(step.reply)), example: reply } } }
  const headers = headersOf('X-Request-Id', ...(step.etag === undefined ? [] : (['ETag'] as const)))
  return {
    [step.success]: { description: step.summary, ...headers, ...contentOf(example.reply) },
    ...(step.whileRunning && {
      [step.whileRunning]: {
        description: 'The operation is still running.',
        ...headers,
        ...contentOf({ ...Object(example.reply), status: 'running' }),
      },
    }),
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

const parametersOf = (step: Step, documentation: StepDocumentation, schemas: Schemas): Json[] => {
  const parametersIn = (place: 'path' | 'query', schema: Step['query']): Json[] => {
    const { properties, required } = schemas.parametersOf(schema)
    return Object.entries(properties).map(([name, property]) => {
      const example = documentation.example[place][name]
      return {
        name,
        in: place,
        required: required.includes(name),
        ...descriptionOf(documentation[place][name] ?? commonParameters[name] ?? commonFields[name]),
        schema: property,
        ...(example !== undefined && { example }),
      }
    })
  }
  return [
    ...parametersIn('path', step.pathParameters),
    ...parametersIn('query', step.query),
    ...(step.refusals.includes('changed-meanwhile') ? [ifMatchParameter] : []),
  ]
}

const requestBodyOf = (step: Step, { example }: StepDocumentation, schemas: Schemas): Json => ({
  required: !step.body.safeParse({}).success,
  content: { 'application/json': { schema: referenceTo(schemas.nameOf(step.body)), example: example.body } },
})

/** True for a step whose requests have a body. DELETE accepts an empty one, which needs no description. */
export const takesBody = ({ method }: Pick<Step, 'method'>): boolean => ['POST', 'PUT', 'PATCH'].includes(method)

export const operationOf = (step: Step, documentation: StepDocumentation, schemas: Schemas): Json => {
  const parameters = parametersOf(step, documentation, schemas)
  return {
    operationId: step.name,
    summary: step.summary,
    description: `${documentation.description}\n\n${callerOf(step)}`,
    tags: [documentation.tag],
    security: securityOf[step.caller],
    ...(step.anyOf.length === 0 ? {} : { 'x-any-of-permissions': step.anyOf }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takesBody(step) ? { requestBody: requestBodyOf(step, documentation, schemas) } : {}),
    responses: {
      ...successResponses(step, documentation, schemas),
      ...refusalResponses(step, documentation),
    },
  }
}
