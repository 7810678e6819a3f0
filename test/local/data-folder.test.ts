import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFormat } from '../../local/data-folder.ts'
import { databaseFileName, pageBytes } from '../../local/embedded-dynamodb/database.ts'
import { startLocal } from '../../local/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-data-folder-'))
const good = join(folder, 'good')
let copies = 0

const start = (dataFolder: string) => startLocal({ port: 0, dataFolder, log: { write: () => {} } })

beforeAll(async () => {
  await (await start(good)).close()
})
afterAll(() => rmSync(folder, { recursive: true }))

const databaseFile = (dataFolder: string): string => join(dataFolder, 'dynamodb', databaseFileName)

/** Each damages a copy of a valid data folder, with the sentence of the failed start. */
const damages: readonly (readonly [what: string, damage: (dataFolder: string) => void, sentence: RegExp])[] = [
  [
    'was written by an earlier version',
    (data) => rmSync(join(data, 'format')),
    /was written by an earlier version of Sealform/,
  ],
  [
    'has an earlier format',
    (data) => writeFileSync(join(data, 'format'), `${dataFormat - 1}\n`),
    /was written by an earlier version of Sealform/,
  ],
  [
    'was written by a later version',
    (data) => writeFileSync(join(data, 'format'), `${dataFormat + 1}\n`),
    /was written by a later version of Sealform/,
  ],
  [
    'contains no format version',
    (data) => writeFileSync(join(data, 'format'), '\0'),
    /is damaged: delete it to start with an empty one/,
  ],
  ['has lost its vault key', (data) => rmSync(join(data, 'vault-key')), /has lost its vault key/],
  ['has half a vault key', (data) => truncateSync(join(data, 'vault-key'), 16), /vault-key is not a key of 32 bytes/],
  [
    'has a vault key that others may read',
    (data) => chmodSync(join(data, 'vault-key'), 0o644),
    /can be read by others: run "chmod 600"/,
  ],
  [
    'has an invalid issuer key',
    (data) => writeFileSync(join(data, 'issuer-key.json'), '{'),
    /issuer-key.json is not a key/,
  ],
  [
    'has a database of random bytes',
    (data) => writeFileSync(databaseFile(data), Buffer.alloc(4 * pageBytes, 0xa5)),
    /is damaged: delete it/,
  ],
  ['has only half a header', (data) => truncateSync(databaseFile(data), 50), /is damaged: delete it/],
  ['has only the first page', (data) => truncateSync(databaseFile(data), pageBytes), /is damaged: delete it/],
  [
    'has a file where its database is',
    (data) => {
      rmSync(join(data, 'dynamodb'), { recursive: true })
      writeFileSync(join(data, 'dynamodb'), '')
    },
    /cannot be written to/,
  ],
]

describe('a data folder', () => {
  test.each(damages)(
    'that %s is refused with a one-sentence error, and the port is released',
    async (_, damage, sentence) => {
      const copy = join(folder, `copy-${copies++}`)
      cpSync(good, copy, { recursive: true })
      damage(copy)
      const failure = await start(copy).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (!(failure instanceof Error)) throw new Error('the start did not fail')
      expect(failure.message).toMatch(sentence)
      expect(failure.message.split('\n')).toHaveLength(1)
    },
  )

  test('that is empty is accepted', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    await (await start(empty)).close()
    expect(readdirSync(empty)).toContain('format')
  })

  test('that is new is ignored by Git, because it contains keys', () => {
    expect(readFileSync(join(good, '.gitignore'), 'utf8')).toBe('*\n')
  })

  test('that contains other files is not ignored by Git, because they may belong to a project', async () => {
    const project = join(folder, 'project')
    mkdirSync(project)
    writeFileSync(join(project, 'package.json'), '{}')
    await (await start(project)).close()
    expect(readdirSync(project)).not.toContain('.gitignore')
  })
})
