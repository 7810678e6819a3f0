/** The commands and the servers of docs/embedding.md, run in the order of the page against the local run. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalRun, startLocal } from '../../local/run.ts'
import { sendRequest, textField } from '../kit/http-client.ts'

const root = resolve(import.meta.dirname, '../..')
const examples = resolve(root, 'docs/examples/plain')
const guide = readFileSync(resolve(root, 'docs/embedding.md'), 'utf8')
const walk = [...guide.matchAll(/<!-- walk[^>]*-->\n```bash\n([\s\S]*?)```/g)].map(([, block]) => block)

let run: LocalRun
let pages: ChildProcess | undefined

beforeAll(async () => {
  run = await startLocal({ port: 0, log: { write: () => {} } })
})

afterAll(async () => {
  pages?.kill()
  await run.close()
})

const token = async (subject: string, profile: string) =>
  textField(await sendRequest(run, 'POST', '/dev/token', { body: { siteId: 'acme', subject, profile } }), 'accessToken')

test('the commands add an origin to the list, change no other setting, and open and close a conversation', async () => {
  const admin = { token: await token('ada', 'administrator') }
  const embeddingOrigins = ['https://desk.example.com', 'https://chat.example.com']
  await sendRequest(run, 'PATCH', '/v1/site', {
    ...admin,
    body: { name: 'Acme Bank', retentionMonths: 6, embeddingOrigins },
  })
  const before = await sendRequest(run, 'GET', '/v1/site', admin)
  expect(walk).toHaveLength(3)
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', walk.join('\n')], {
    env: { ...process.env, origin: run.origin },
  })
  const [site, opened, closed] = stdout
    .trim()
    .split('\n')
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line))
  expect(site).toEqual({ ...Object(before.body), embeddingOrigins: [...embeddingOrigins, 'http://localhost:3000'] })
  expect([opened?.status, closed?.status]).toEqual(['active', 'closed'])
})

/** Starts a server on a free port, and returns the port. */
const listenOn = async (server: Server): Promise<number> => {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('the server of the plain example serves its pages with the policy of the guide, and an agent’s token', async () => {
  const placeholder = createServer()
  const port = await listenOn(placeholder)
  placeholder.close()
  pages = spawn(process.execPath, [resolve(examples, 'server.mjs')], {
    env: { ...process.env, SEALFORM: run.origin, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (pages.stdout !== null) await once(pages.stdout, 'data')
  const origin = `http://localhost:${port}`
  for (const file of ['agent.html', 'visitor.html', 'agent.js', 'visitor.js', 'style.css']) {
    const { status, headers, body } = await sendRequest({ origin }, 'GET', `/${file}`)
    expect([file, status]).toEqual([file, 200])
    expect(String(body)).not.toContain('forms.example.com')
    const policy = headers['content-security-policy'] ?? ''
    expect(guide).toContain(policy.replaceAll(run.origin, 'https://forms.example.com'))
  }
  for (const path of ['/server.mjs', '/agent.css', '/../plain/server.mjs'])
    expect([path, (await sendRequest({ origin }, 'GET', path)).status]).toEqual([path, 404])

  const accessToken = textField(await sendRequest({ origin }, 'POST', '/api/agent-token'), 'accessToken')
  expect((await sendRequest(run, 'GET', '/v1/templates', { token: accessToken })).status).toBe(200)
})

test('the chat backend of the plain example opens and closes a conversation with client credentials', async () => {
  const requested: string[] = []
  const tokenEndpoint = createServer(async (request, response) => {
    requested.push(`${request.headers.authorization} ${await text(request)}`)
    response.end(JSON.stringify({ access_token: await token('chat', 'chat-backend') }))
  })
  const port = await listenOn(tokenEndpoint)
  const program = `
    import { closeConversation, openConversation } from '${pathToFileURL(resolve(examples, 'conversations.mjs'))}'
    await openConversation('whatsapp:+4930', 'agent-7')
    await closeConversation('whatsapp:+4930')`
  const env = {
    SEALFORM: run.origin,
    TOKEN_ENDPOINT: `http://localhost:${port}`,
    CLIENT_ID: 'chat',
    CLIENT_SECRET: 's',
  }
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
  })
  tokenEndpoint.close()
  const credentials = `Basic ${btoa('chat:s')} grant_type=client_credentials&scope=sealform%2Fconversations`
  expect(requested).toEqual([credentials, credentials])
  const closed = await sendRequest(run, 'POST', '/v1/conversations/whatsapp%3A%2B4930/close', {
    token: await token('chat', 'chat-backend'),
    body: {},
  })
  expect(closed.body).toMatchObject({ status: 'closed' })
})
