import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settingsOf } from '../../../tools/execution-policy/settings.ts'

const file = join(import.meta.dirname, '../../../stages.example.json')

describe('the command line of execution-policy', () => {
  test('takes a stage, and a folder for the files', () => {
    expect(settingsOf(['demo'], file)).toMatchObject({ stage: { stage: 'demo' }, out: undefined })
    expect(settingsOf(['demo', '--out', 'policies'], file)).toMatchObject({ out: 'policies' })
  })

  test('is refused without a stage', () => {
    expect(() => settingsOf([], file)).toThrow(
      'Specify a stage: npm run execution-policy -- demo --out .build/policies',
    )
  })
})
