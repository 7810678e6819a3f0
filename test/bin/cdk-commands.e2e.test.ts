/** Runs the real commands, without a terminal, against a server that records the AWS requests. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const asked: string[] = []
const aws = createServer(async (request, response) => {
  const body = await text(request)
  const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? []
  const action = new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`
  asked.push(`${action} in ${region}`)
  response.setHeader('content-type', 'text/xml')
  if (action === 'GetCallerIdentity') {
    response.end(
      `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/ada</Arn>
<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    )
    return
  }
  response.statusCode = 403
  response.end('<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not here.</Message></Error></ErrorResponse>')
})
let endpoint: string

beforeAll(async () => {
  aws.listen(0, '127.0.0.1')
  await once(aws, 'listening')
  const address = aws.address()
  endpoint = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
})
afterAll(() => {
  aws.closeAllConnections()
  aws.close()
})

const example = join(root, 'stages.example.json')

const command = (args: readonly string[], stages = example): Promise<{ code: unknown; said: string }> =>
  new Promise((ended) => {
    const env = {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      SEALFORM_STAGES: stages,
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'unknown', AWS_SECRET_ACCESS_KEY: 'nothing' },
      ...{ AWS_MAX_ATTEMPTS: '1', AWS_EC2_METADATA_DISABLED: 'true' },
    }
    execFile(
      process.execPath,
      [join(root, 'bin/cdk.ts'), ...args],
      { env, timeout: 50_000 },
      (error, said, complained) => ended({ code: error === null ? 0 : error.code, said: said + complained }),
    )
  })

test('the bootstrap command prepares a stage’s account in both Regions, and neither bundles nor synthesises the app', async () => {
  const { code, said } = await command(['bootstrap', 'production'])
  expect(code).toBe(1)
  expect(said).toContain('Bootstrapping environment aws://111122223333/eu-central-1')
  expect(said).toContain('Bootstrapping environment aws://111122223333/us-east-1')
  expect(said).toContain('Not here.')
  expect(said).not.toMatch(/bundling|synth/i)
  expect(new Set(asked.splice(0))).toEqual(
    new Set([
      ...['GetCallerIdentity in us-east-1', 'GetCallerIdentity in eu-central-1'],
      ...['DescribeStacks in us-east-1', 'DescribeStacks in eu-central-1'],
    ]),
  )
}, 60_000)

test.each(['deploy', 'destroy'])(
  'without a terminal, %s asks no question and refuses before it sends any request to AWS',
  async (name) => {
    expect(await command([name, 'demo'])).toEqual({
      code: 2,
      said: `There is no terminal to ask on: npm run ${name} -- demo --yes does not ask.\n`,
    })
    expect(asked).toEqual([])
  },
)

test.each(['bootstrap', 'synth', 'diff', 'deploy', 'destroy'])(
  '%s explains what to do if there is no stages file',
  async (name) => {
    const { code, said } = await command([name, 'demo'], join(root, 'none.json'))
    expect(code).toBe(2)
    expect(said).toMatch(/^There is no file .*none\.json: copy stages\.example\.json to .*\.\n$/)
  },
)
