import { expect, test } from 'vitest'
import type { EventMessage } from '../../../contracts/events.ts'
import type { Problem } from '../../../contracts/problem.ts'
import { createClient } from '../../../widgets/client-package.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type Service, startMemoryService } from '../../kit/service.ts'
import type { Site } from '../../kit/site.ts'

let service: Service
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('the client receives the events of the agent’s forms, until its signal aborts', async () => {
  const { origin } = service
  const client = createClient({ origin, accessToken: async () => site.agent.accessToken })
  const received: EventMessage['event'][] = []
  const ending = new AbortController()
  const { promise: connected, resolve: onConnected } = Promise.withResolvers<void>()
  client.connectEvents({
    signal: ending.signal,
    onEvent: ({ event }) => received.push(event),
    onConnected,
    onDisconnected() {},
  })
  await connected
  const form = await site.openForm()
  await expect.poll(() => received).toEqual(['form-sent', 'form-opened'])
  ending.abort()
  await site.events.declined(form)
  const session = await client.getSession()
  expect([session.status, received]).toEqual([200, ['form-sent', 'form-opened']])
})

test('the client reports that the agent is not signed in, and does not connect again', async () => {
  const { origin } = service
  const signedOut = await site.signedOutAgent()
  const client = createClient({ origin, accessToken: signedOut.accessToken ?? '' })
  const { promise: refused, resolve: onRefused } = Promise.withResolvers<Problem>()
  let failures = 0
  client.connectEvents({
    signal: new AbortController().signal,
    onEvent() {},
    onConnected() {},
    onDisconnected: () => failures++,
    onRefused,
  })
  expect((await refused).code).toBe('not-signed-in')
  expect(failures).toBe(0)
})
