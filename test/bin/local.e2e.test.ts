import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalRun, startLocal } from '../../local/run.ts'
import { startProcessService } from '../kit/process-service.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sealform-start-'))
const file = join(folder, 'a-file')

/** The output and exit code of a command that fails to start. A successful start is killed, which has no exit code. */
const failedStart = (environment: Record<string, string>) =>
  new Promise<{ code: unknown; sentence: string; output: string }>((settle) => {
    const env = { ...process.env, PORT: '0', DATA_DIR: join(folder, 'fresh'), ...environment }
    const options = { cwd: root, env, timeout: 20_000 }
    execFile(process.execPath, ['bin/local.ts'], options, (error, output, sentence) =>
      settle({ code: error?.code, sentence: sentence.trim(), output }),
    )
  })

let run: LocalRun
const taken = join(folder, 'taken')

beforeAll(async () => {
  writeFileSync(file, '')
  run = await startLocal({ port: 0, dataFolder: taken, log: { write: () => {} } })
})

afterAll(async () => {
  await run.close()
  rmSync(folder, { recursive: true })
})

describe('npm start reports in one sentence that it cannot start because', () => {
  const cases: [string, () => Record<string, string>, RegExp][] = [
    [
      'the port is taken',
      () => ({ PORT: new URL(run.origin).port }),
      /^Port (\d+) on 127\.0\.0\.1 is taken: .* PORT=(?!\1 |8788 )\d+ npm start/,
    ],
    ['another process uses the data folder', () => ({ DATA_DIR: taken }), /in use by another process/],
    ['the data folder is a file', () => ({ DATA_DIR: file }), /cannot be written to/],
    ['the data folder is below a file', () => ({ DATA_DIR: join(file, 'below') }), /cannot be written to/],
  ]
  test.each(cases)('%s', async (_, start, expected) => {
    const { code, sentence, output } = await failedStart(start())
    expect(sentence).toMatch(expected)
    expect(sentence.split('\n')).toHaveLength(1)
    expect(code).toBe(1)
    expect(output).toBe('')
  })

  test.skipIf(process.platform !== 'linux')(
    'the file system does not allow new folders (tested only on Linux, with a folder in /proc)',
    async () => {
      const { code, sentence } = await failedStart({ DATA_DIR: '/proc/sealform' })
      expect(sentence).toMatch(/^The data folder \/proc\/sealform cannot be written to/)
      expect(code).toBe(1)
    },
  )
})

test('npm start says how to embed the pages, and lets every page of this machine embed them', async () => {
  const service = await startProcessService()
  try {
    expect(service.output()).toContain(`npm run embed:tags -- --url ${service.origin} `)
    const policy = (await fetch(`${service.origin}/form/acme`)).headers.get('content-security-policy')
    expect(policy).toContain('http://localhost:* http://127.0.0.1:*')
  } finally {
    await service.close()
  }
})
