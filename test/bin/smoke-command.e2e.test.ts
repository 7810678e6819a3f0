/** Runs the real command against a service over a network connection. */
import { execFile } from 'node:child_process'
import { createServer, request, type Server } from 'node:http'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalRun, startLocal } from '../../local/run.ts'

let run: LocalRun
let proxy: Server
const paths: string[] = []

beforeAll(async () => {
  run = await startLocal({ port: 0, log: { write: () => {} } })
  // Forwards every request, but redirects retrievals elsewhere.
  proxy = createServer((incoming, outgoing) => {
    paths.push(incoming.url ?? '')
    if (incoming.url?.endsWith('/retrieve')) {
      outgoing.writeHead(307, { Location: '/elsewhere' }).end()
      return
    }
    const headers = { ...incoming.headers, host: new URL(run.origin).host }
    const onward = request(new URL(incoming.url ?? '', run.origin), { method: incoming.method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((listening) => {
    proxy.listen(0, '127.0.0.1', listening)
  })
})

afterAll(async () => {
  proxy.closeAllConnections()
  await new Promise((closed) => {
    proxy.close(closed)
  })
  await run.close()
})

const command = (
  ...args: string[]
): Promise<{ code: number | string | null | undefined; said: string; complained: string }> =>
  new Promise((ended) => {
    const file = resolve(import.meta.dirname, '../../bin/smoke.ts')
    execFile(process.execPath, [file, ...args], { env: { PATH: process.env.PATH } }, (error, said, complained) =>
      ended({ code: error === null ? 0 : error.code, said, complained }),
    )
  })

test('if every check passes, the smoke command prints a line for each check and exits with 0', async () => {
  const { code, said, complained } = await command('--local', '--url', run.origin)
  expect(complained).toBe('')
  expect(said.match(/^✓ /gm)).toHaveLength(16)
  expect(said).toMatch(/All 16 checks passed\.\n$/)
  expect(code).toBe(0)
})

test('if the service redirects a request, the smoke command exits with 1 and does not send the token to the other address', async () => {
  const address = proxy.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy does not listen')
  const { code, said } = await command('--local', '--url', `http://127.0.0.1:${address.port}`)
  expect(said).toMatch(/^✗ A retrieve key works once .*seen 307 /m)
  expect(code).toBe(1)
  expect(paths.filter((path) => path.endsWith('/retrieve')).length).toBeGreaterThan(0)
  expect(paths).not.toContain('/elsewhere')
})

test.each([
  [[], 'Specify the service: --stage demo, --url https://forms.example.com, or --local.'],
  [['--url', 'https://127.0.0.1:1'], '--backend-token-file or SEALFORM_BACKEND_TOKEN is missing.'],
  [['--local', '--url', 'http://127.0.0.1:1'], 'http://127.0.0.1:1/dev/token does not respond, so there is no token.'],
])(
  'with the arguments %j, the smoke command prints a one-sentence error message and exits with 2',
  async (args, sentence) => {
    expect(await command(...args)).toEqual({ code: 2, said: '', complained: `${sentence}\n` })
  },
)
