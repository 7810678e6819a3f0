/** A stage whose people sign in with another OpenID provider: the certified `oidc-provider`, with opaque names and groups. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogLine } from '../../lambdas/core/log.ts'
import { type LocalRun, startLocal } from '../../local/run.ts'
import { sendRequest } from '../kit/http-client.ts'
import { type RunningProvider, startOidcProvider } from '../kit/oidc-provider.ts'
import { backendToken, personToken } from '../kit/oidc-sign-in.ts'
import { localServiceAt } from '../kit/service.ts'
import { bankAnswers, newSite } from '../kit/site.ts'

const agent = 'auth0|desk-7'
const logLines: LogLine[] = []
let provider: RunningProvider
let run: LocalRun

beforeAll(async () => {
  provider = await startOidcProvider()
  run = await startLocal({
    port: 0,
    refusalFloor: 'off',
    rateLimits: 'off',
    log: { write: (line) => void logLines.push(line) },
    otherIssuer: provider.forService,
  })
})
afterAll(async () => {
  await run.close()
  await provider.close()
})

const statusOf = async (token: string) => {
  const { status, body } = await sendRequest({ origin: run.origin }, 'GET', '/v1/session', { token })
  return { status, body }
}

describe('with another OpenID provider,', () => {
  test('an agent who signs in with a code and PKCE sends a form, and retrieves its answers', async () => {
    const site = await newSite(
      {
        ...localServiceAt(run.origin),
        token: ({ profile }) => (profile === 'chat-backend' ? backendToken(provider) : personToken(provider, agent)),
      },
      { id: 'acme' },
    )
    const conversationId = await site.newConversation(agent)
    const submitted = await site.submitForm({ conversationId })
    expect(await site.retrieve(submitted)).toMatchObject({ answers: bankAnswers })
  })

  test('a person has the profile of their group', async () => {
    expect(await statusOf(await personToken(provider, 'root'))).toMatchObject({
      status: 200,
      body: { subject: 'root', profile: 'administrator', siteId: 'acme' },
    })
  })

  test('a person without a group in the map is refused like every other caller, and only the log says why', async () => {
    const refused = await statusOf(await personToken(provider, 'guest'))
    expect(refused).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect(JSON.stringify(refused.body)).not.toMatch(/profile|group/)
    expect(logLines).toContainEqual({ line: 'token', rule: 'profile' })
  })
})
