import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsOf } from '../../../tools/start/settings.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

test('npm start listens on the loopback address with its demo on the next port, or on free ports if requested', () => {
  expect(settingsOf([], {})).toMatchObject({
    port: 8787,
    demo: { port: 8788, allowFallback: true },
    host: '127.0.0.1',
    rateLimits: 'on',
  })
  expect(settingsOf([], { PORT: '0' })).toMatchObject({ port: 0, demo: { port: 0, allowFallback: true } })
  expect(settingsOf([], { DEMO_PORT: '9000' }).demo).toEqual({ port: 9000, allowFallback: false })
})

test('npm start lets pages of this machine embed the pages, but not if other machines can reach it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-start-settings-'))
  const file = join(folder, 'a.pem')
  writeFileSync(file, '')
  const onLan = settingsOf(['--unsafe-lan', '--certificate', file, '--key', file], { HOST: '0.0.0.0' })
  rmSync(folder, { recursive: true })
  expect([settingsOf([], {}).embedding, settingsOf([], { HOST: 'localhost' }).embedding, onLan.embedding]).toEqual([
    ...['loopback', 'loopback', 'listed'],
  ])
})

test('npm start stores everything in DATA_DIR, and nothing with --memory', () => {
  expect(settingsOf([], { DATA_DIR: '/data' })).toHaveProperty('dataFolder', '/data')
  expect(settingsOf(['--memory'], { DATA_DIR: '/data' })).not.toHaveProperty('dataFolder')
})

const files = ['--certificate', 'nowhere.pem', '--key', 'nowhere.pem']

test.each([
  [{ PORT: '99999' }, [], 'PORT is 99999, but a port must be a number up to 65535.'],
  [{ DEMO_PORT: 'x' }, [], 'DEMO_PORT is x, but a port must be a number up to 65535.'],
  [{ RATE_LIMITS: 'some' }, [], 'RATE_LIMITS is some, but must be on or off.'],
  [
    { HOST: '0.0.0.0' },
    [],
    'HOST is 0.0.0.0, which other machines can reach, and anyone can sign in here: start with --unsafe-lan if this is intended.',
  ],
  [
    { HOST: '0.0.0.0' },
    ['--unsafe-lan'],
    '--unsafe-lan needs --certificate and --key (PEM files), because browsers can seal answers only over TLS.',
  ],
  [{ HOST: '0.0.0.0' }, ['--unsafe-lan', ...files], 'The file nowhere.pem of --certificate cannot be read.'],
])(
  'npm start with the environment %j and the arguments %j is refused with a one-sentence error message',
  (environment, args, sentence) => {
    expect(() => settingsOf(args, environment)).toThrow(new UsageFailure(sentence))
  },
)
