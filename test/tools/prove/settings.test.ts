import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { settingsOf } from '../../../tools/prove/settings.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-prove-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'stages.json')
const two = { ...exampleStages.demo, sites: ['acme', 'globex'] }
writeFileSync(file, JSON.stringify({ ...exampleStages, two }))

describe('the command line of prove', () => {
  test('names a demo stage', () => {
    expect(settingsOf(['demo'], file)).toMatchObject({ siteId: 'acme', yes: false, existing: false })
    expect(settingsOf(['two', '--site', 'globex', '--yes', '--existing'], file)).toMatchObject({
      ...{ siteId: 'globex', yes: true, existing: true },
    })
  })

  test.each([
    [[], 'Specify a stage: npm run prove -- demo'],
    [['production'], 'The purpose of production is production: prove a demo'],
    [['two'], 'Specify one of the sites of two'],
    [['demo', '--keep'], "Unknown option '--keep'"],
  ])('rejects %j with the reason', (args, sentence) => {
    expect(() => settingsOf(args, file)).toThrow(sentence)
  })
})
