import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { listen, stop } from '../../local/listen.ts'
import { noProxyHosts } from '../../local/proxy-bypass.ts'
import { startLocal } from '../../local/run.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-environment-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  vi.unstubAllEnvs()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('in a shell configured for AWS, the local run starts and sends no request to another machine', () => {
  const environments: readonly Readonly<Record<string, string>>[] = [
    { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' },
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
    { AWS_PROFILE: 'of-another-account', AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'us-east-1' },
    { AWS_MAX_ATTEMPTS: 'many', AWS_RETRY_MODE: 'patient', AWS_SDK_UA_APP_ID: 'x'.repeat(60) },
    { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'maybe', AWS_REQUEST_CHECKSUM_CALCULATION: 'always' },
  ]
  test.each(environments)('%o', async (environment) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    const run = await startLocal({ port: 0, dataFolder: newFolder(), log: { write: () => {} } })
    try {
      const reply = await fetch(`${run.origin}/dev/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ siteId: 'other', subject: 'agent-7', profile: 'agent' }),
      })
      expect(reply.status).toBe(200)
    } finally {
      await run.close()
    }
  })
})

test('abuse 55: every request that arrives while the local run is starting gets a reply', async () => {
  const probe = createServer()
  const port = await listen(probe, '127.0.0.1', 0)
  await stop(probe)
  const statuses: number[] = []
  let isStarting = true
  const asking = (async () => {
    while (isStarting) {
      const reply = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
      if (reply !== undefined) statuses.push(reply.status)
      else await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  const run = await startLocal({ port, dataFolder: newFolder(), log: { write: () => {} } })
  isStarting = false
  await asking
  await run.close()
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([503]))
})

test('requests to this machine’s addresses bypass a configured proxy', () => {
  expect(noProxyHosts({}, '127.0.0.1')).toBe('127.0.0.1,localhost,[::1]')
  expect(noProxyHosts({ NO_PROXY: 'example.com' }, '192.0.2.7')).toBe('example.com,127.0.0.1,localhost,[::1],192.0.2.7')
})
