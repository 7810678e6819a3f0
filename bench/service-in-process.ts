/** Runs the handlers of all steps without a server, and measures the CPU time that they use. */
import { randomUUID } from 'node:crypto'
import { AgentId, ProfileName, SiteId } from '../contracts/identifiers.ts'
import type { StepName } from '../contracts/protocol.ts'
import { systemClock as clock } from '../lambdas/adapters/process/clock.ts'
import type { ProcessPorts } from '../lambdas/adapters/process/dependencies.ts'
import { systemRandomness as randomness } from '../lambdas/adapters/process/randomness.ts'
import { noRateLimits } from '../lambdas/adapters/process/rate-limits.ts'
import { noRefusalFloor } from '../lambdas/core/refusal-floor.ts'
import { authorizer } from '../lambdas/identity/authorizer.ts'
import { tokenVerifier } from '../lambdas/identity/verify-token.ts'
import { invocationContext } from '../local/http-event.ts'
import { localIssuer, localIssuerEntries } from '../local/issuer.ts'
import { newIssuerKey } from '../local/issuer-key.ts'
import { routeOf } from '../local/routes.ts'
import type { Notifications, StepHandlers } from '../local/storage.ts'
import type { Service } from '../test/kit/service.ts'
import { newLocalSiteId } from '../test/kit/service.ts'

export const processPorts: ProcessPorts = {
  clock,
  randomness,
  log: { write: (line) => void JSON.stringify(line) },
  limits: noRateLimits,
  refusalFloor: noRefusalFloor,
  publicOrigin: 'https://forms.example.com',
}

/** No agent's tab is open. */
export const noNotifications: Notifications = {
  progress: { report: async () => {} },
  notifier: { notifySender: async () => {}, notifySenders: async () => {}, closeUnauthorizedSockets: async () => {} },
}

/** Returns the CPU time between two readings in microseconds. */
const between = (start: NodeJS.CpuUsage, end: NodeJS.CpuUsage): number =>
  end.user - start.user + (end.system - start.system)

/** The CPU time of one reading, which is a slow system call in some containers. It is not part of the work. */
const readingCost = (): number => {
  const readings = 2_000
  const start = process.cpuUsage()
  for (let reading = 1; reading < readings; reading++) process.cpuUsage()
  return between(start, process.cpuUsage()) / readings
}

export interface ServiceInProcess extends Service {
  /** Replaces `fetch` over a network. */
  readonly fetch: typeof globalThis.fetch
  /** The CPU time in microseconds since the start: of the handlers, and of the authorizer. */
  readonly used: { handlers: number; authorizer: number }
  /** The steps that were called, in order. */
  readonly calls: StepName[]
}

export const serviceInProcess = async ({
  handlers,
  makeSite,
}: {
  readonly handlers: StepHandlers
  readonly makeSite: (siteId: SiteId) => Promise<void>
}): Promise<ServiceInProcess> => {
  const issuer = await localIssuer({ key: await newIssuerKey(), clock, randomness })
  const authorize = authorizer({
    verifyToken: tokenVerifier({ issuers: localIssuerEntries, clock, fetchDocument: issuer.fetchDocument }),
  })
  const used = { handlers: 0, authorizer: 0 }
  const cost = readingCost()
  const calls: StepName[] = []
  return {
    origin: processPorts.publicOrigin,
    used,
    calls,
    async newSiteId() {
      const id = await newLocalSiteId()
      await makeSite(SiteId.parse(id))
      return id
    },
    async token({ siteId, subject, profile }) {
      const person = { subject: AgentId.parse(subject), profile: ProfileName.parse(profile) }
      return (await issuer.issueToken({ siteId: SiteId.parse(siteId), ...person })).accessToken
    },
    async fetch(input, init = {}) {
      const url = new URL(input instanceof Request ? input.url : input)
      const route = routeOf(init.method ?? 'GET', url.pathname)
      if (route === undefined || !('step' in route)) throw new Error(`no step has the route ${url.pathname}`)
      calls.push(route.step)
      const authorization = new Headers(init.headers).get('authorization')
      const methodArn = `arn:aws:execute-api:local:000000000000:local/local/${init.method}${url.pathname}`
      const multiValueHeaders = authorization === null ? {} : { authorization: [authorization] }
      const start = process.cpuUsage()
      const authorized = await authorize({ type: 'REQUEST', methodArn, multiValueHeaders })
      const authorizedAt = process.cpuUsage()
      const requestId = randomUUID()
      const event = {
        httpMethod: init.method,
        headers: { 'content-type': 'application/json' },
        body: init.body ?? null,
        isBase64Encoded: false,
        pathParameters: route.pathParameters,
        requestContext: { requestId, identity: { sourceIp: '192.0.2.1' }, authorizer: authorized?.context },
      }
      const { statusCode, headers, body } = await handlers[route.step](event, invocationContext(route.step, requestId))
      const answeredAt = process.cpuUsage()
      used.authorizer += between(start, authorizedAt) - cost
      used.handlers += between(authorizedAt, answeredAt) - cost
      return new Response(statusCode === 204 ? null : body, { status: statusCode, headers })
    },
    close: async () => {},
  }
}
