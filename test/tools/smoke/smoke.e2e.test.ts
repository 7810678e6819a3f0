import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { virtualClock } from '../../../local/memory/clock.ts'
import { checkLine, smokeSummary } from '../../../tools/smoke/report.ts'
import { type CheckResult, smoke } from '../../../tools/smoke/run.ts'
import { type SignIns, signInsOf } from '../../../tools/smoke/sign-ins.ts'
import { withoutRandomValues } from '../../kit/random-values.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import * as broken from './broken-service.ts'

let service: LocalService
let signIns: SignIns

beforeAll(async () => {
  service = await startMemoryService({ clock: virtualClock(Date.now()) })
  signIns = await signInsOf({ origin: service.origin, tokens: 'local' })
})

afterAll(async () => {
  await service.close()
})

const smokeOf = async (fetch?: typeof globalThis.fetch, callers: SignIns = signIns) => {
  const lines: string[] = []
  const origin = service.origin
  const report = (result: CheckResult) => lines.push(checkLine(result))
  const result = await smoke({ origin, signIns: callers, report, ...(fetch && { fetch }) })
  lines.push(smokeSummary(result))
  return { passed: result.passed, lines, failures: lines.filter((line) => line.startsWith('✗')) }
}

test('every check passes for a correct service', async () => {
  const { passed, lines } = await smokeOf()
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual(['All 16 checks passed.'])
  expect(passed).toBe(true)
})

describe('the smoke run detects a service that', () => {
  test.each([
    ['alters sealed answers', broken.altersSealedAnswers, /card payment.*CVV: expected opened in the tab, seen not/],
    ['accepts a submit key again', broken.acceptsReusedSubmitKeys, /submit key works once.*not-available, seen 201/],
    [
      'accepts a retrieve key again',
      broken.acceptsReusedRetrieveKeys,
      /retrieve key works once.*not-available, seen 200/,
    ],
    [
      'accepts the same key in several concurrent requests',
      broken.acceptsOneKeyConcurrently,
      /concurrent requests.*seen 201, 201, 201, 201/,
    ],
    ['opens a form with the key of another action', broken.opensWithAnyKey, /own action.*with a submit key.*seen 200/],
    ['accepts another visitor’s secret', broken.acceptsAnyVisitorSecret, /visitor who requested.*seen 201/],
    ['accepts the retrieve key of another form', broken.acceptsRetrieveKeysOfOtherForms, /own form .*seen 200/],
    [
      'lets callers without a sign-in retrieve answers',
      broken.retrievesWithoutToken,
      /without a sign-in.*expected 401 not-signed-in, seen 200/,
    ],
    [
      'lets agents retrieve answers to a form that another agent sent',
      broken.retrievesForOtherAgents,
      /sent the form .*retrieve-submission.*seen 200/,
    ],
    [
      'issues retrieve keys to agents who did not send the form',
      broken.issuesKeysToOtherAgents,
      /sent the form .*issue-retrieve-key.*seen 201/,
    ],
    ['accepts requests after the conversation is closed', broken.ignoresClose, /Closing a conversation.*seen 201/],
    [
      'spends a key when the page of the link is fetched',
      broken.spendsKeyOnPageLoad,
      /page of the link.*expected 200, seen 404 not-available/,
    ],
    [
      'ignores unknown fields instead of refusing them',
      broken.dropsUnknownFields,
      /contract are refused.*siteId.*seen 201/,
    ],
    [
      'lets pages from any origin read its replies',
      broken.grantsAnyOrigin,
      /other origins.*origin null: expected no grant, seen a grant/,
    ],
    ['omits a header', broken.omitsSecurityHeader, /security headers.*\/retrieve.*strict-transport-security/],
    ['omits the policy of its page', broken.omitsContentSecurityPolicy, /security headers.*content-security-policy/],
  ])('%s, and only the check of this behaviour fails', async (_, breach, line) => {
    const { passed, failures } = await smokeOf(broken.withDefect(breach))
    expect(failures).toEqual([expect.stringMatching(line)])
    expect(passed).toBe(false)
  })

  test('returns fields outside the contract', async () => {
    const { passed, failures } = await smokeOf(broken.withDefect(broken.returnsAnswersOnSubmit))
    expect(failures.length).toBeGreaterThan(1)
    for (const line of failures) expect(line).toMatch(/submit-form: .*seen 201 in another form than the contract's/)
    expect(passed).toBe(false)
  })
})

test('without a service, the smoke run reports only that it cannot be reached', async () => {
  const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
  const { passed, lines } = await smokeOf(async () => {
    throw refused
  })
  expect(lines).toEqual([
    expect.stringMatching(/^✗ The service answers .*seen no answer \(ECONNREFUSED\)/),
    expect.stringContaining('need this one'),
  ])
  expect(passed).toBe(false)
})

test('with rejected tokens, the smoke run reports only the rejection', async () => {
  const { passed, failures } = await smokeOf(undefined, { ...signIns, otherAgent: 'expired' })
  expect(failures).toEqual([expect.stringMatching(/list-templates: expected 200, seen 401 not-signed-in/)])
  expect(passed).toBe(false)
})

test('no conversation stays open after a failure at any point', async () => {
  const opened = new Set<string>()
  const closed = new Set<string>()
  const watching: broken.Defect =
    () =>
    async ({ method, path }, forward) => {
      const [, id, rest] = /^\/v1\/conversations\/([^/]+)(\/close)?$/.exec(path) ?? []
      if (id !== undefined && method === 'PUT') opened.add(id)
      if (id !== undefined && rest !== undefined) closed.add(id)
      return path.endsWith('/retrieve') ? new Response('{}', { status: 500 }) : forward()
    }
  const { passed } = await smokeOf(broken.withDefect(watching))
  expect(passed).toBe(false)
  expect(opened.size).toBeGreaterThan(0)
  expect(closed).toEqual(opened)
})

test('the output never contains a token, key, secret, link or answer, whether checks pass or fail', async () => {
  const secrets = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && /^sf[osr]_|^[\w-]{43,}$/.test(value)) secrets.add(value)
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) collect(inner)
  }
  const listening: broken.Defect =
    () =>
    async ({ body, path, authorization }, forward) => {
      collect(body)
      collect(authorization?.replace('Bearer ', '').split('.'))
      const response = await forward()
      if (response.headers.get('content-type')?.includes('json')) collect(await response.clone().json())
      // Half of the checks fail, with everything that the service knows in the reply.
      return path.endsWith('/retrieve') ? Response.json({ ...body, authorization, secrets: [...secrets] }) : response
    }
  const { lines, failures } = await smokeOf(broken.withDefect(listening))
  expect(failures.length).toBeGreaterThan(3)
  expect(secrets.size).toBeGreaterThan(50)
  const said = lines.join('\n')
  for (const secret of [...secrets, '4111111111111111']) expect(said).not.toContain(secret)
  expect(withoutRandomValues(said)).not.toContain('737')
})
