/** Generates the OpenAPI document from the protocol and its documentation. */
import { closeCodes, eventsPath, eventsProtocol } from '../events.ts'
import { type RefusalCode, refusals } from '../problem.ts'
import { protocol, type StepName } from '../protocol.ts'
import type { Step } from '../step.ts'
import { introduction } from './introduction.ts'
import { generateSchemas, type Json, type Schemas } from './json-schemas.ts'
import { headerDescriptions, operationOf, takesBody } from './operation.ts'
import { stepDocumentation } from './steps.ts'
import { tags } from './tags.ts'

/** The licence and the contact, which both documents name. */
export const documentInfo = {
  title: 'Sealform',
  version: '1',
  contact: { name: 'The maintainers of Sealform' },
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const

/** The path of the AsyncAPI document, which describes the events. */
export const asyncApiPath = '/asyncapi.json'

/**
 * The events endpoint. OpenAPI cannot describe WebSockets, so the document describes the handshake as a GET, and the
 * AsyncAPI document describes the messages.
 */
const eventsOperation: Json = {
  operationId: 'events',
  summary: 'Opens a WebSocket that pushes events about this agent’s forms and conversations.',
  description: `Opens a WebSocket (RFC 6455) with two subprotocols, \`${eventsProtocol}\` and a ticket. Only the service sends messages: each is one JSON text, which the [AsyncAPI document](${asyncApiPath}) describes. After the socket closes with any code, ask for another ticket; if that is refused with 401, the sign-in has ended. \`x-close-codes\` lists the service’s own codes.\n\n**Caller**: an agent’s tab, with a ticket from \`issue-events-ticket\`.`,
  tags: ['Events'],
  security: [],
  parameters: [
    {
      name: 'Sec-WebSocket-Protocol',
      in: 'header',
      required: true,
      description: `\`${eventsProtocol}\` and a ticket from \`issue-events-ticket\`, separated by a comma. The service accepts \`${eventsProtocol}\`.`,
      schema: { type: 'string' },
      example: `${eventsProtocol}, sft_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE`,
    },
  ],
  responses: {
    101: { description: `The socket is open, with the subprotocol \`${eventsProtocol}\`.` },
    401: { description: 'The ticket is missing, expired, used or not valid.' },
    403: { description: 'The request came from a page on another origin.' },
  },
  'x-close-codes': closeCodes,
}

const stepsOfProtocol: readonly Step[] = Object.values<Step>(protocol)

const pathsOf = (schemas: Schemas): Json => {
  const paths: Record<string, Json> = {}
  for (const [name, step] of Object.entries<Step>(protocol)) {
    if (!isStepName(name)) continue
    const operation = operationOf(step, stepDocumentation[name], schemas)
    paths[step.path] = { ...paths[step.path], [step.method.toLowerCase()]: operation }
  }
  return { ...paths, [eventsPath]: { get: eventsOperation } }
}

const isStepName = (name: string): name is StepName => Object.hasOwn(protocol, name)

/** The names of the schemas to which the operations refer. */
const referredSchemas = (schemas: Schemas) => ({
  request: stepsOfProtocol.flatMap((step) => [
    ...(takesBody(step) ? [schemas.nameOf(step.body)] : []),
    ...[step.query, step.pathParameters].flatMap((part) => namesIn(schemas.parametersOf(part).properties)),
  ]),
  reply: [
    ...stepsOfProtocol.filter(({ success }) => success !== 204).map(({ reply }) => schemas.nameOf(reply)),
    'Problem',
  ],
})

const namesIn = (properties: Json): string[] =>
  Object.values(properties).flatMap((property) => {
    const { $ref } = Object(property)
    return typeof $ref === 'string' ? [$ref.slice($ref.lastIndexOf('/') + 1)] : []
  })

const problemExamples = (): Json =>
  Object.fromEntries(
    Object.entries(refusals)
      .filter(([code]) => code !== 'method-not-allowed')
      .map(([code, { status, title }]) => [
        code,
        {
          summary: title,
          value: {
            type: `urn:sealform:problem:${code}`,
            title,
            status,
            code,
            requestId: '8d3c1f0a-6b7e-4f1d-9a2c-5e4d3c2b1a09',
            ...(code === ('not-valid' satisfies RefusalCode) && {
              errors: [{ field: 'templateId', code: 'required' }],
            }),
          },
        },
      ]),
  )

/** The OpenAPI 3.1 document that `GET /v1/openapi.json` returns. */
export const openApiDocument = (): { openapi: string } & Json => {
  const schemas = generateSchemas()
  return {
    openapi: '3.1.0',
    info: { ...documentInfo, summary: 'Secure forms for live chat.', description: introduction },
    servers: [
      {
        url: '/',
        description: 'The origin that serves this document. The local run listens on http://127.0.0.1:8787.',
      },
    ],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(schemas),
    components: {
      schemas: schemas.componentsOf(referredSchemas(schemas)),
      examples: problemExamples(),
      headers: Object.fromEntries(
        Object.entries(headerDescriptions).map(([name, description]) => [
          name,
          { description, required: true, schema: { type: 'string' } },
        ]),
      ),
      securitySchemes: {
        person: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The access token of a signed-in person, from an OpenID Connect issuer that the stage allows. Sign in with the authorization code flow and PKCE. The claim `sub` is the subject, and the token names the site and the profile. A sign-in ends after the `idleMinutes` of the site without activity, and 12 hours after it began.',
        },
        chatBackend: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The access token of the chat backend: a machine client that signs in with the client credentials flow and the scope `sealform/conversations`.',
        },
      },
    },
  }
}
