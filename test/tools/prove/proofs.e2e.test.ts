import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import { allProofs } from '../../../tools/prove/all-proofs.ts'
import type { PoolPeople } from '../../../tools/prove/pool-people.ts'
import type { Answer, ProofContext } from '../../../tools/prove/proof.ts'
import { runProofs } from '../../../tools/prove/run-proofs.ts'
import type { SentenceId } from '../../../tools/prove/sentences.ts'
import { callerWith, createRecordingClient } from '../../../tools/smoke/recording-client.ts'
import { createServiceDriver } from '../../../tools/smoke/service-driver.ts'
import { signInsOf } from '../../../tools/smoke/sign-ins.ts'
import { localToken } from '../../../tools/token/request-token.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { exampleStages, synthesise } from '../../lib/synthesised.ts'
import { fakeAccount } from './fake-account.ts'

let service: LocalService
beforeAll(async () => {
  service = await startMemoryService({ clock: virtualClock(Date.now()) })
})
afterAll(() => service.close())

const stage = stageSettings('demo', exampleStages)

/** CloudFront adds this header, and its firewall refuses a long body. */
const throughCloudFront: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.hostname.endsWith('.amazonaws.com')) return new Response('', { status: 403 })
  if (String(init?.body ?? '').length > 65_536) return new Response('{}', { status: 413 })
  const response = await fetch(input, init)
  const headers = new Headers(response.headers)
  headers.set('x-amz-cf-id', 'any')
  const isEmpty = response.status === 204 || response.status === 304
  return new Response(isEmpty ? null : response.body, { status: response.status, headers })
}

/** A pool, whose sign-ins make people known to the service, and which forgets an authenticator that is removed. */
const localPool = () => {
  let hasAuthenticator = false
  const people: PoolPeople = {
    create: async () => {},
    remove: async () => {},
    async signIn(subject) {
      const accessToken = await localToken(service.origin, { siteId: 'acme', subject, profile: 'agent' })
      await callerWith(createRecordingClient({ origin: service.origin }), accessToken).call('list-templates')
      const challenge = hasAuthenticator ? 'SOFTWARE_TOKEN_MFA' : 'MFA_SETUP'
      hasAuthenticator = true
      return { accessToken, challenge }
    },
  }
  const removeAuthenticator = async () => {
    hasAuthenticator = false
  }
  return { people, removeAuthenticator }
}

const shortPause = (milliseconds: number) => setTimeout(Math.min(milliseconds, 20))

const answersOf = async (changes: Partial<ProofContext> = {}) => {
  const { origin } = service
  const fetch = changes.fetch ?? throughCloudFront
  const { people, removeAuthenticator } = localPool()
  const context: ProofContext = {
    ...{ stage, origin, fetch, people, account: fakeAccount({ removeAuthenticator }), deployAgain: async () => {} },
    ...{ now: Date.now, pause: shortPause, patienceMs: 5_000 },
    async callers() {
      const wire = createRecordingClient({ origin, fetch })
      const driver = createServiceDriver({ wire, signIns: await signInsOf({ origin, tokens: 'local' }) })
      const who = { siteId: 'acme', subject: 'root', profile: 'administrator' }
      return { driver, administrator: callerWith(wire, await localToken(origin, who)) }
    },
    ...changes,
  }
  const answers = new Map<SentenceId, Answer>()
  await runProofs(allProofs, context, { report: (answer) => answers.set(answer.id, answer) })
  return answers
}

const otherThanYes = (answers: ReadonlyMap<SentenceId, Answer>) =>
  Object.fromEntries([...answers].flatMap(([id, { answer }]) => (answer === 'yes' ? [] : [[id, answer]])))

const never = { 'holding-limit': 'not shown', 'backup-alarm': 'not shown' }

describe('the proofs', () => {
  test('answer yes if the service and the account do what the sentences say', async () => {
    const answers = await answersOf()
    expect(otherThanYes(answers)).toEqual({ ...never, 'output-across-regions': 'not shown' })
    expect(answers.size).toBe(allProofs.length)
  })

  test('answer yes if the stage is in another Region, which changes the output of the firewall', async () => {
    const answers = await answersOf({ stage: { ...stage, region: 'eu-central-1' } })
    expect(otherThanYes(answers)).toEqual(never)
  })

  test('look for the log of CloudFront’s firewall under the name that it has in the template', async () => {
    const groups = new Map<string, string | undefined>()
    const account = fakeAccount({
      logLines: async (group, _since, region) => {
        groups.set(group, region)
        return 1
      },
    })
    await answersOf({ account, stage: stageSettings('production', exampleStages) })
    const [firewallLog] = synthesise('production')
      .all('AWS::Logs::LogGroup')
      .filter(({ stack }) => stack === 'firewall')
    expect(groups.get(String(firewallLog?.properties.LogGroupName))).toBe('us-east-1')
  })

  test('record only counts, states and seconds', async () => {
    const facts = [...(await answersOf()).values()].flatMap(({ seen = {} }) => Object.values(seen))
    const texts = facts.filter((fact) => typeof fact === 'string')
    for (const text of texts) expect(text).toMatch(/^(\d{3}( [a-z-]+)?|[A-Z_]+|retrieved)$/)
    expect(facts.length).toBeGreaterThan(15)
  })

  test('answer no for an account in which nothing happens', async () => {
    const account = fakeAccount({
      ...{ logLines: async () => 0, hasResourcePolicy: async () => false, executedAlarmActions: async () => 0 },
      ...{ rotate: async () => {} },
    })
    expect(otherThanYes(await answersOf({ account, patienceMs: 0 }))).toMatchObject({
      ...{ 'network-joined': 'no', 'edge-firewall': 'no', trail: 'no', 'alarm-published': 'no' },
      ...{ 'vault-policies': 'no', rotation: 'no', 'authenticator-removed': 'no' },
    })
  })

  test('answer no for a rotation during which a request is refused', async () => {
    let requests = 0
    const refusing: typeof globalThis.fetch = async (input, init) => {
      if (!String(input).endsWith('/v1/openapi.json')) return throughCloudFront(input, init)
      requests += 1
      return new Response('', { status: requests === 2 ? 403 : 200 })
    }
    const answers = await answersOf({ fetch: refusing })
    expect(answers.get('rotation')).toMatchObject({ answer: 'no', seen: { refused: 1 } })
  })

  test('answer no for a service that is reached without CloudFront or a firewall', async () => {
    const around: typeof globalThis.fetch = (input, init) =>
      String(input).includes('.execute-api.') ? Promise.resolve(new Response('{}')) : fetch(input, init)
    expect(otherThanYes(await answersOf({ fetch: around }))).toMatchObject({
      ...{ 'conditional-requests': 'not shown', 'failures-not-cached': 'not shown' },
      ...{ 'bypass-refused': 'no', 'edge-firewall': 'no' },
    })
  })

  test('answer `not shown` for sentences that need a user pool, ElastiCache, a trail or a deployment if the run has none', async () => {
    const server = { kind: 'server', host: '127.0.0.1', port: 6379, tls: 'off' } as const
    const trail = { kind: 'existing' } as const
    const given = { people: undefined, deployAgain: undefined, stage: { ...stage, holding: server, trail } }
    expect(otherThanYes(await answersOf(given))).toMatchObject({
      ...{ 'pool-triggers': 'not shown', 'scope-omitted': 'not shown', 'authenticator-removed': 'not shown' },
      ...{ 'holding-by-iam': 'not shown', upgrade: 'not shown', trail: 'not shown' },
    })
  })
})
