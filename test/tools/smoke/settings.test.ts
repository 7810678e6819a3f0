import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnsecuredJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { settingsOf } from '../../../tools/smoke/settings.ts'
import { signInsOf } from '../../../tools/smoke/sign-ins.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-smoke-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const stagesFile = file(
  'stages.json',
  JSON.stringify({ ...exampleStages, 'two-sites': { ...exampleStages.demo, sites: ['acme', 'globex'] } }),
)
const origin = 'https://forms.example.com'
const tokens = { SEALFORM_BACKEND_TOKEN: 'b', SEALFORM_AGENT_TOKEN: 'a', SEALFORM_OTHER_AGENT_TOKEN: 'o' }

describe('the command line of smoke', () => {
  test('reads tokens from the environment', () => {
    const settings = settingsOf(['--url', `${origin}/`], tokens)
    expect(settings).toEqual({
      json: false,
      target: { origin, tokens: { backend: 'b', agent: 'a', otherAgent: 'o' } },
    })
  })

  test('prefers tokens from files, without their trailing line feed', () => {
    const args = ['--url', origin, '--agent-token-file', file('agent', 'from-file\n'), '--agent-id', 'agent-7']
    const settings = settingsOf(args, tokens)
    expect(settings).toMatchObject({
      target: { tokens: { agent: 'from-file', otherAgent: 'o', agentId: 'agent-7' } },
    })
  })

  test('accepts the id and secret of the chat backend instead of its token', () => {
    const args = ['--url', origin, '--token-url', 'https://sign-in.example.com/oauth2/token', '--client-id', 'chat']
    const settings = settingsOf([...args, '--client-secret-file', file('secret', 's3')], { ...tokens })
    const backend = { tokenUrl: 'https://sign-in.example.com/oauth2/token', clientId: 'chat', clientSecret: 's3' }
    expect(settings).toMatchObject({
      target: { tokens: { backend: { ...backend, scopes: ['sealform/conversations'] } } },
    })
  })

  test('can name other scopes for the chat backend’s token', () => {
    const args = ['--url', origin, '--token-url', 'https://sign-in.example.com/oauth2/token', '--client-id', 'chat']
    const settings = settingsOf([...args, '--client-scope', 'a b'], { ...tokens, SEALFORM_CLIENT_SECRET: 's3' })
    expect(settings).toMatchObject({ target: { tokens: { backend: { scopes: ['a', 'b'] } } } })
  })

  test('needs only the tokens of the two agents, and reads the rest from the stage', () => {
    expect(settingsOf(['--stage', 'demo'], tokens, stagesFile)).toMatchObject({
      target: { stage: { stage: 'demo' }, siteId: 'acme', agent: 'a', otherAgent: 'o' },
    })
  })

  test('gets tokens from a local run, by default at the address of npm start', () => {
    expect(settingsOf(['--local'], {})).toEqual({
      json: false,
      target: { origin: 'http://127.0.0.1:8787', tokens: 'local' },
    })
  })

  test.each([
    [['--url', 'forms.example.com'], /--url is forms\.example\.com, which is not a URL/],
    [['--url', 'http://forms.example.com'], /--url must begin with https:\/\//],
    [['--url', 'https://me:pass@forms.example.com'], /must not contain a user name or a password/],
    [['--url', origin, '--token-url', 'https://sign-in.example.com'], /must be used together/],
    [['--url', origin, '--agent-token-file', '/nowhere'], /The file \/nowhere of --agent-token-file/],
    [['--url', origin, '--agent-token', 'secret'], /^Unknown option '--agent-token'; --help lists the options\.$/],
    [['--url', origin, 'more'], /^Unexpected argument 'more'; --help shows the usage\.$/],
    [[], /Specify the service: --stage demo, --url https:\/\/forms\.example\.com, or --local\./],
    [['--url', origin, '--site', 'acme'], /--site needs --stage/],
    [['--stage', 'demo', '--url', origin], /--stage finds the address and the chat backend itself/],
    [['--stage', 'demo', '--site', 'globex'], /The stage demo has the sites acme, but not globex/],
    [['--stage', 'two-sites'], /Specify one of the sites of two-sites: --site acme or globex\./],
  ])('refuses %j', (args, sentence) => {
    expect(() => settingsOf(args, tokens, stagesFile)).toThrow(sentence)
  })
})

const tokenOf = (sub: string) => new UnsecuredJWT({ sub }).encode()
const agents = { agent: tokenOf('agent-7'), otherAgent: tokenOf('agent-8') }

describe('the sign-ins of a smoke run', () => {
  test('name the agent of the token, unless an agent id is given', async () => {
    const given = { ...agents, backend: 'b' }
    expect(await signInsOf({ origin, tokens: given })).toEqual({ ...given, agentId: 'agent-7' })
    const signIns = await signInsOf({ origin, tokens: { ...given, agentId: 'seven' } })
    expect(signIns.agentId).toBe('seven')
  })

  test('require two different agents', async () => {
    const twice = { backend: 'b', agent: agents.agent, otherAgent: agents.agent }
    await expect(signInsOf({ origin, tokens: twice })).rejects.toThrow('Both agents are the same person')
  })

  test('require tokens with a subject', async () => {
    const opaque = { ...agents, backend: 'b', agent: 'opaque' }
    await expect(signInsOf({ origin, tokens: opaque })).rejects.toThrow('The token of the agent is not an access token')
  })

  const backend = {
    tokenUrl: 'https://sign-in.example.com/oauth2/token',
    clientId: 'chat',
    clientSecret: 's+3',
    scopes: ['x/y'],
  }

  test('of the chat backend use client credentials, with its scopes', async () => {
    const sent: Request[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      sent.push(new Request(input, init))
      return Response.json({ access_token: 'issued', expires_in: 3600, token_type: 'Bearer' })
    }
    const { backend: token } = await signInsOf({ origin, tokens: { ...agents, backend } }, fetch)
    expect(token).toBe('issued')
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${backend.tokenUrl}`])
    expect(await sent[0]?.text()).toBe('grant_type=client_credentials&scope=x%2Fy')
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('chat:s%2B3')}`)
  })

  test('are reported without the issuer’s reply if the issuer refuses them', async () => {
    const fetch = async () => Response.json({ error: 'invalid_client', hint: 's+3' }, { status: 401 })
    const refused = signInsOf({ origin, tokens: { ...agents, backend } }, fetch)
    await expect(refused).rejects.toThrow(
      /^https:\/\/sign-in\.example\.com\/oauth2\/token returned no token \(401\)\.$/,
    )
  })
})
