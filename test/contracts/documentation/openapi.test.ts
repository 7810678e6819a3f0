import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../../contracts/documentation/openapi.ts'
import { refusalsOf } from '../../../contracts/documentation/refusals.ts'
import { refusals } from '../../../contracts/problem.ts'
import { protocol } from '../../../contracts/protocol.ts'
import type { Step } from '../../../contracts/step.ts'

/** The document as the service sends it. */
const document = JSON.parse(JSON.stringify(openApiDocument()))
const operations = Object.values(document.paths).flatMap((methods) => Object.values(Object(methods)).map(Object))
const steps: readonly (readonly [string, Step])[] = Object.entries(protocol)

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(document)).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('would be rejected by the validator if it were invalid', async () => {
    const { info: _, ...broken } = document
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
  })

  test('has one operation for each step, one for the event socket, and no other operation', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).map(
        ([method, operation]) => `${Object(operation).operationId} ${method} ${path}`,
      ),
    )
    const ofSteps = steps.map(([name, { method, path }]) => `${name} ${method.toLowerCase()} ${path}`)
    expect(operations.sort()).toEqual([...ofSteps, 'events get /v1/events'].sort())
  })

  test.each(steps)('describes the input, security and every response of %s', (name, step) => {
    const operation = document.paths[step.path][step.method.toLowerCase()]
    const statuses = refusalsOf(step).map((code) => refusals[code].status)
    expect(Object.keys(operation.responses).map(Number).sort()).toEqual(
      [...new Set([step.success, ...(step.whileRunning === undefined ? [] : [step.whileRunning]), ...statuses])].sort(),
    )
    const inPath = [...step.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    const parameters: { name: string; in: string; required: boolean; schema: object }[] = operation.parameters ?? []
    expect(parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(inPath)
    for (const parameter of parameters) {
      if (parameter.in === 'path') expect(parameter.required).toBe(true)
      expect(Object.keys(parameter.schema)).toContainEqual(expect.stringMatching(/^(type|\$ref)$/))
    }
    expect('requestBody' in operation).toBe(['POST', 'PUT', 'PATCH'].includes(step.method))
    expect(operation.security).toHaveLength(step.caller === 'person' || step.caller === 'chat-backend' ? 1 : 0)
    expect(operation.operationId).toBe(name)
  })

  test.each([
    ['401', 'WWW-Authenticate'],
    ['429', 'Retry-After'],
    ['503', 'Retry-After'],
    ['200', 'ETag'],
  ])('states that a response with status %s has the header %s', (status, header) => {
    const { headers } = document.paths['/v1/site'].put.responses[status]
    expect(Object.keys(headers)).toEqual(['X-Request-Id', header])
  })

  test('lists no refusal of a body for a request without one, and no refusal of the method', () => {
    for (const { operationId, requestBody, responses } of operations) {
      const hasBody = requestBody !== undefined || operationId === 'delete-template'
      expect([operationId, '413' in responses, '415' in responses, '405' in responses]).toEqual([
        operationId,
        hasBody,
        hasBody,
        false,
      ])
    }
  })

  test('allows exactly one field in the body of erase', () => {
    expect(document.components.schemas.ErasureTarget).toMatchObject({ minProperties: 1, maxProperties: 1 })
  })

  test('names every object, so that generated clients have names for their types', () => {
    const inline: string[] = []
    const find = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return
      if ('properties' in value && place.split('/').length > 2) inline.push(place)
      for (const [name, part] of Object.entries(value)) if (name !== 'examples') find(part, `${place}/${name}`)
    }
    find(document.components.schemas, '')
    for (const operation of operations) {
      find(operation.requestBody?.content['application/json'].schema, '/body/schema')
      find(Object.values(operation.responses), '/responses/schema')
    }
    expect(operations.length).toBeGreaterThan(30)
    expect(inline).toEqual([])
  })

  test('has no schema that no operation uses', () => {
    const text = JSON.stringify(document)
    const names = Object.keys(document.components.schemas)
    expect(names.filter((name) => !text.includes(`"#/components/schemas/${name}"`))).toEqual([])
  })

  test('formats times in replies and UUIDs, but not times in requests, which have one spelling only', () => {
    const { schemas } = document.components
    expect(schemas.Timestamp.format).toBe('date-time')
    expect(schemas.RequestTimestamp).not.toHaveProperty('format')
    for (const name of ['FormId', 'SubmissionId', 'ErasureId']) expect(schemas[name].format).toBe('uuid')
    expect([schemas.SentForm.properties.link.format, schemas.Theme.properties.logo.format]).toEqual(['uri', 'uri'])
    const from = operations
      .find(({ operationId }) => operationId === 'list-audit')
      ?.parameters.find(({ name }: { name: string }) => name === 'from')
    expect(from.schema).toEqual({ $ref: '#/components/schemas/RequestTimestamp' })
  })

  test('states the contact, the licence, the server and the permissions', () => {
    expect(document.info).toMatchObject({
      contact: { name: expect.any(String) },
      license: { identifier: 'Apache-2.0' },
    })
    expect(document.servers).toHaveLength(1)
    expect(document.components.securitySchemes.person.bearerFormat).toBe('JWT')
    expect(document.paths['/v1/forms/{formId}'].get.description).toContain(
      'a signed-in person with `secure-form:use` or `form:observe`.',
    )
  })

  test('states in the response which fields are refused with which code', () => {
    expect(document.paths['/v1/conversations/{conversationId}/forms'].post.responses[422].description).toContain(
      '- `sealingKey` `required`: A question that the form asks is off the record.',
    )
  })

  test('has strict schemas: objects without additional properties, and strings with patterns', () => {
    const { OpenFormRequest, VisitorSecret } = document.components.schemas
    expect(OpenFormRequest).toMatchObject({
      type: 'object',
      required: ['openKey', 'visitorSecret'],
      additionalProperties: false,
      properties: { visitorSecret: { $ref: '#/components/schemas/VisitorSecret' } },
    })
    expect(VisitorSecret).toMatchObject({ type: 'string', pattern: expect.any(String) })
  })
})
