import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../contracts/openapi.ts'
import { refusals } from '../../contracts/problem.ts'
import { protocol } from '../../contracts/protocol.ts'
import { commonRefusals, type Step } from '../../contracts/step.ts'

/** The document as the service sends it. */
const document = JSON.parse(JSON.stringify(openApiDocument()))
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
    const statuses = [...step.refusals, ...commonRefusals].map((code) => refusals[code].status)
    expect(Object.keys(operation.responses).map(Number).sort()).toEqual(
      [...new Set([step.success, ...(step.whileRunning === undefined ? [] : [step.whileRunning]), ...statuses])].sort(),
    )
    const inPath = [...step.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    const parameters: { name: string; in: string; required: boolean; schema: object }[] = operation.parameters ?? []
    expect(parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(inPath)
    for (const parameter of parameters) {
      if (parameter.in === 'path') expect(parameter.required).toBe(true)
      expect(parameter.schema).toHaveProperty('type')
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

  test('allows exactly one field in the body of erase', () => {
    const { schema } = document.paths['/v1/erasures'].post.requestBody.content['application/json']
    expect(schema).toMatchObject({ minProperties: 1, maxProperties: 1 })
  })

  test('has strict schemas: objects without additional properties, and strings with patterns', () => {
    const { schema } = document.paths['/v1/visitor/open'].post.requestBody.content['application/json']
    expect(schema).toMatchObject({
      type: 'object',
      required: ['openKey', 'visitorSecret'],
      additionalProperties: false,
      properties: { visitorSecret: { type: 'string', pattern: expect.any(String) } },
    })
  })
})
