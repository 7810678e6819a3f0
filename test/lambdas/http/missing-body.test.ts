import { describe, expect, test } from 'vitest'
import { protocol } from '../../../contracts/protocol.ts'
import type { Step } from '../../../contracts/step.ts'
import { isRefusal } from '../../../lambdas/core/outcome.ts'
import { readRequest } from '../../../lambdas/http/read-request.ts'

const formId = '6f7a1f0e-8a53-4b2e-9d3c-0123456789ab'
const parameters: Readonly<Record<string, string>> = {
  conversationId: 'chat-1',
  formId,
  submissionId: formId,
  erasureId: formId,
  templateId: 'card-payment',
  subject: 'agent-7',
}

const principal = {
  kind: 'person',
  siteId: 'acme',
  issuer: 'https://issuer.example',
  subject: 'root',
  profile: 'administrator',
  sessionHash: '0'.repeat(64),
  signedInAt: '1',
}

/** A request of a step with a valid path and this body. */
const sent = (step: Step, body: string | null) => {
  const names = [...step.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const event = {
    httpMethod: step.method,
    headers: body === null ? {} : { 'content-type': 'application/json' },
    body,
    isBase64Encoded: false,
    pathParameters: Object.fromEntries(names.map((name) => [name, parameters[name] ?? ''])),
    multiValueQueryStringParameters: [],
    requestContext: {
      requestId: 'r',
      identity: { sourceIp: '192.0.2.1' },
      authorizer: { ...principal, tokenExpiresAt: '1' },
    },
  }
  return readRequest(step, event, 0)
}

const withBody = Object.values<Step>(protocol).filter(({ method }) => method !== 'GET')
const requiresFields = (step: Step) => !step.body.safeParse({}).success

describe.each(withBody.map((step) => [step.name, step] as const))('%s', (_, step) => {
  test('abuse 48: a body of `null` is refused', () => {
    expect(sent(step, 'null')).toEqual({ refused: 'not-valid', errors: [{ field: '', code: 'wrong-type' }] })
  })

  test(`abuse 48: a missing body ${requiresFields(step) ? 'is refused as required' : 'counts as an empty object'}`, () => {
    const request = sent(step, null)
    if (!requiresFields(step)) {
      expect(isRefusal(request)).toBe(false)
      return
    }
    expect(request).toMatchObject({ refused: 'not-valid', errors: expect.arrayContaining([]) })
    const codes = isRefusal(request) ? request.errors?.map(({ code }) => code) : []
    expect(new Set(codes)).toEqual(new Set(['required']))
  })
})

test('abuse 48: the contract has steps that require fields and steps that do not', () => {
  const names = withBody.filter(requiresFields).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['put-site', 'put-person', 'put-template', 'erase', 'send-form']))
  expect(names).not.toContain('patch-site')
  expect(names.length).toBeLessThan(withBody.length)
})

test('a missing body is refused with an error for each required field', () => {
  const request = sent(protocol['put-person'], null)
  expect(request).toEqual({ refused: 'not-valid', errors: [{ field: 'enabled', code: 'required' }] })
  expect(sent(protocol.erase, null)).toEqual({ refused: 'not-valid', errors: [{ field: '', code: 'required' }] })
})
