import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalRun, startLocal } from '../../local/run.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/try-the-api.md'), 'utf8')
const walk = /<!-- walk:[^>]*-->\n```bash\n([\s\S]*?)```/.exec(page)?.[1]

let run: LocalRun

beforeAll(async () => {
  run = await startLocal({ port: 0, log: { write: () => {} } })
})

afterAll(async () => {
  await run.close()
})

test('the curl commands in docs/try-the-api.md produce the results on the page', async () => {
  expect(walk).toBeDefined()
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', `token=; method=POST; ${walk}`], {
    env: { ...process.env, origin: run.origin },
  })
  const replies = stdout
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
  const outcomes = replies.map(({ status, code, answers }) => answers ?? code ?? status ?? 'done')
  expect(outcomes).toEqual([
    'active',
    'sent',
    'opened',
    'done',
    'not-available',
    'done',
    { 'account-holder': 'Ada Lovelace', iban: 'DE89370400440532013000', 'may-use-account': 'yes' },
    'not-available',
    'closed',
    'not-available',
  ])
})
