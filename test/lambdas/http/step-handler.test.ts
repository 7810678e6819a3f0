import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { FormId } from '../../../contracts/identifiers.ts'
import { noFields, step } from '../../../contracts/step.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { LogLine } from '../../../lambdas/core/log.ts'
import { done, notAvailable, type Outcome, refused } from '../../../lambdas/core/outcome.ts'
import type { Principal } from '../../../lambdas/core/people/principal.ts'
import { lazyHandler } from '../../../lambdas/http/lazy-handler.ts'
import { stepHandler } from '../../../lambdas/http/step-handler.ts'
import { signedInStepHandler } from '../../../lambdas/identity/signed-in-step-handler.ts'
import { agent, backend, hour, signInFixture } from '../identity/sign-in-fixture.ts'
import { gatewayEvent, lambdaContext } from './gateway-event.ts'

const formId = FormId.parse('0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d')
const definition = {
  name: 'try-it',
  summary: 'Tries it.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/things',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({ formId: FormId, secret: z.optional(z.string()) }),
  reply: z.strictObject({ said: z.string() }),
  success: 201,
  refusals: [],
} as const
const visitorStep = step({ ...definition, caller: 'visitor' })
const personStep = step({ ...definition, caller: 'person' })

type Answer = Outcome<{ said: string }>

/** A step handler with a given use case, and its log lines. */
const stackAround = (useCase: () => Promise<Answer> | Answer) => {
  const lines: LogLine[] = []
  let now = 1_000
  const clock = { now: () => now }
  const handler = stepHandler(
    visitorStep,
    async () => {
      now += 7
      return await useCase()
    },
    { log: { write: (line) => void lines.push(line) }, clock },
  )
  const call = (body: unknown = { formId, secret: 'hush' }) => handler(gatewayEvent({ body }), lambdaContext)
  return { call, lines, handler }
}

describe('stepHandler', () => {
  test('abuse 53: delays a reply of `not-available`, and no other reply', async () => {
    let held = 0
    const refusalFloor = { begin: () => async () => void held++ }
    const heldAfter = async (answer: Answer): Promise<number> => {
      const ports = { log: { write: () => {} }, clock: { now: () => 0 }, refusalFloor }
      await stepHandler(visitorStep, async () => answer, ports)(gatewayEvent({ body: { formId } }), lambdaContext)
      return held
    }
    expect(await heldAfter(done({ said: 'yes' }))).toBe(0)
    expect(await heldAfter(refused('conflict'))).toBe(0)
    expect(await heldAfter(notAvailable)).toBe(1)
  })

  test('returns the reply with the step’s status, and logs one line', async () => {
    const { call, lines } = stackAround(() => done({ said: 'yes' }))
    const response = await call()
    expect(response).toMatchObject({ statusCode: 201, body: '{"said":"yes"}' })
    expect(response.headers).toMatchObject({ 'X-Request-Id': 'request-1', 'Cache-Control': 'no-store' })
    expect(lines).toEqual([
      { line: 'request', step: 'try-it', requestId: 'request-1', status: 201, milliseconds: 7, formId },
    ])
  })

  test('passes the caller’s address to the use case: from the edge header if there is an edge, and otherwise from the connection', async () => {
    const addressSeen = async (viewerAddressHeader: string | undefined) => {
      const seen: string[] = []
      const ports = { log: { write: () => {} }, clock: { now: () => 1_000 }, viewerAddressHeader }
      const handler = stepHandler(
        visitorStep,
        async ({ address }): Promise<Answer> => {
          seen.push(address)
          return done({ said: 'yes' })
        },
        ports,
      )
      const event = gatewayEvent({ body: { formId } })
      const headers = { ...event.headers, 'x-edge-address': '2001:db8::1' }
      await handler({ ...event, headers }, lambdaContext)
      return seen
    }
    expect(await addressSeen('x-edge-address')).toEqual(['2001:db8::1'])
    expect(await addressSeen(undefined)).toEqual(['192.0.2.1'])
  })

  test('logs the caller’s address only if the edge passes it on, also when the step fails', async () => {
    const addressesWith = async (viewerAddressHeader: string | undefined) => {
      const lines: LogLine[] = []
      const ports = { log: { write: (line: LogLine) => void lines.push(line) }, clock: { now: () => 0 } }
      const useCase = async () => {
        throw new Fault('storage-failed')
      }
      const headers = { 'content-type': 'application/json', 'x-viewer-address': '2001:db8::7' }
      for (const body of [{ formId }, { formId: 'wrong' }]) {
        const event = { ...gatewayEvent({ body }), headers }
        await stepHandler(visitorStep, useCase, { ...ports, viewerAddressHeader })(event, lambdaContext)
      }
      return lines.map((line) => ('address' in line ? line.address : undefined))
    }
    expect(await addressesWith('x-viewer-address')).toEqual(['2001:db8::7', '2001:db8::7'])
    expect(await addressesWith(undefined)).toEqual([undefined, undefined])
  })

  test('returns a refusal as a problem document, and logs its code', async () => {
    const { call, lines } = stackAround(() => notAvailable)
    expect(await call()).toMatchObject({ statusCode: 404, body: expect.stringContaining('not-available') })
    expect(lines).toMatchObject([{ status: 404, code: 'not-available', formId }])
  })

  test('does not call the use case for an invalid request, and logs none of its values', async () => {
    const { call, lines } = stackAround(() => {
      throw new Error('called')
    })
    expect(await call({ formId: 'hush', hush: 1 })).toMatchObject({ statusCode: 422 })
    expect(lines).toEqual([
      { line: 'request', step: 'try-it', requestId: 'request-1', status: 422, milliseconds: 0, code: 'not-valid' },
    ])
  })

  test.each<[unknown, object]>([
    [
      new Fault('storage-failed', Object.assign(new Error('hush'), { name: 'ThrottlingException' })),
      { fault: 'storage-failed', cause: 'ThrottlingException' },
    ],
    [new Fault('audit-failed'), { fault: 'audit-failed' }],
    [new TypeError('hush'), { fault: 'unexpected', cause: 'TypeError' }],
    [Object.assign(new Error('hush'), { name: 'hush 4111' }), { fault: 'unexpected' }],
    ['hush', {}],
  ])('returns 503 for a fault, and logs only the fault’s code', async (failure, logged) => {
    const { call, lines } = stackAround(() => Promise.reject(failure))
    const response = await call()
    expect(response.statusCode).toBe(503)
    expect(response.headers).toMatchObject({ 'Retry-After': '1', 'X-Request-Id': 'request-1' })
    expect(lines).toEqual([
      {
        line: 'request',
        step: 'try-it',
        requestId: 'request-1',
        status: 503,
        milliseconds: 7,
        code: 'try-again',
        ...logged,
      },
    ])
    expect(JSON.stringify([response, lines])).not.toContain('hush')
  })

  test('returns 503 for an event that is not from API Gateway', async () => {
    const { handler, lines } = stackAround(() => done({ said: 'yes' }))
    for (const event of [{}, null, { ...gatewayEvent(), httpMethod: 7 }]) {
      const { statusCode, headers } = await handler(event, lambdaContext)
      expect([statusCode, headers['X-Request-Id']]).toEqual([503, 'invocation-1'])
    }
    expect(lines).toHaveLength(3)
  })

  test('returns 503 and logs one line when Lambda is about to end the invocation', async () => {
    const { handler, lines } = stackAround(() => new Promise<never>(() => {}))
    const context = { ...lambdaContext, getRemainingTimeInMillis: () => 5 }
    expect(await handler(gatewayEvent({ body: { formId } }), context)).toMatchObject({ statusCode: 503 })
    expect(lines).toMatchObject([{ status: 503, code: 'try-again', fault: 'unexpected', cause: 'TimeoutError' }])
  })

  test('keeps concurrent calls that share a context separate', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let calls = 0
    const { call, lines } = stackAround(async () => {
      calls += 1
      if (calls === 1) await promise
      else resolve()
      return done({ said: String(calls) })
    })
    await Promise.all([call(), call()])
    expect(lines).toHaveLength(2)
  })
})

describe('stepHandler for a step that requires a token', () => {
  const stack = (records = signInFixture().ports.records) => {
    const asked: Principal[] = []
    const lines: LogLine[] = []
    const handler = signedInStepHandler(
      personStep,
      async ({ principal }) => {
        asked.push(principal)
        return done({ said: 'yes' })
      },
      { log: { write: (line) => void lines.push(line) }, clock: { now: () => agent.signedInAt }, records },
    )
    const call = async (body: unknown, principal?: Principal) => {
      const { statusCode } = await handler(gatewayEvent({ body, ...(principal && { principal }) }), lambdaContext)
      return statusCode
    }
    return { call, asked, lines }
  }

  test('passes the principal to the use case, and logs the site', async () => {
    const { call, asked, lines } = stack()
    expect(await call({ formId }, agent)).toBe(201)
    expect(asked).toEqual([agent])
    expect(lines).toMatchObject([{ siteId: 'acme', formId, status: 201 }])
  })

  test('refuses a request without a token', async () => {
    const { call, asked } = stack()
    expect(await call({ formId })).toBe(401)
    expect(asked).toEqual([])
  })

  test('returns validation errors to a signed-in caller', async () => {
    expect(await stack().call({}, agent)).toBe(422)
    expect(await stack().call('{', backend)).toBe(422)
  })

  test('returns 401 without validation errors to a caller whose sign-in has ended', async () => {
    expect(await stack().call({}, { ...agent, signedInAt: agent.signedInAt - 12 * hour })).toBe(401)
    const fixture = signInFixture()
    fixture.removeSite()
    expect(await stack(fixture.ports.records).call({}, agent)).toBe(401)
    expect(await stack(fixture.ports.records).call({}, backend)).toBe(401)
  })
})

describe('lazyHandler', () => {
  test('is composed once, at its first call', async () => {
    let composed = 0
    const handler = lazyHandler(() => {
      composed += 1
      return stackAround(() => refused('conflict')).handler
    })
    expect(composed).toBe(0)
    for (let call = 0; call < 3; call++) {
      expect(await handler(gatewayEvent({ body: { formId } }), lambdaContext)).toMatchObject({ statusCode: 409 })
    }
    expect(composed).toBe(1)
  })

  test('throws at each call when it cannot be composed', async () => {
    const handler = lazyHandler(() => {
      throw new Fault('settings-malformed')
    })
    for (let call = 0; call < 2; call++) {
      await expect(handler(gatewayEvent(), lambdaContext)).rejects.toThrow('settings-malformed')
    }
  })
})
