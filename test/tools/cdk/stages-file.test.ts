import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { stageFromFile, stagesFile } from '../../../tools/cdk/stages-file.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'sealform-stages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

const fileWith = (text: string): string => {
  const file = join(folder, 'stages.json')
  writeFileSync(file, text)
  return file
}

test('the example file is accepted unchanged, for both of its stages', () => {
  for (const stage of ['demo', 'production']) {
    expect(stageFromFile(stage, join(root, 'stages.example.json'))).toMatchObject({ stage, purpose: stage })
  }
})

test('a missing file is reported with instructions', () => {
  const file = join(folder, 'none.json')
  expect(() => stageFromFile('demo', file)).toThrow(
    new UsageFailure(
      `There is no file ${file}: copy stages.example.json to ${file}, and put your account, Region and addresses into it.`,
    ),
  )
})

test('a file that is not JSON is reported with the syntax error', () => {
  expect(() => stageFromFile('demo', fileWith('{ "demo": }'))).toThrow(
    /^The file .*stages\.json is not JSON: Unexpected token/,
  )
})

test('a wrong setting is reported with its path, its value and the allowed values', () => {
  const { demo } = exampleStages
  const wrong = { ...demo, signIn: { ...Object(demo.signIn), domainPrefix: 'Seal form' } }
  expect(() => stageFromFile('demo', fileWith(JSON.stringify({ demo: wrong })))).toThrow(
    new UsageFailure(
      'In the stage demo, signIn.domainPrefix is "Seal form", but must be 3 to 60 lower-case letters, digits or dashes, beginning with a letter.',
    ),
  )
})

test('the stages are read from stages.json, or from the file that SEALFORM_STAGES names', () => {
  vi.stubEnv('SEALFORM_STAGES', '')
  expect(stagesFile()).toBe(join(root, 'stages.json'))
  vi.stubEnv('SEALFORM_STAGES', '/etc/sealform/stages.json')
  expect(stagesFile()).toBe('/etc/sealform/stages.json')
})
