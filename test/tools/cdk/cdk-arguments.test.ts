import { describe, expect, test } from 'vitest'
import { bootstrapArguments, cdkArguments, isCommand } from '../../../tools/cdk/cdk-arguments.ts'

describe('the CDK is told', () => {
  test.each([
    ['synth', ['synth', '--quiet']],
    ['diff', ['diff']],
    ['deploy', ['deploy', '--all', '--concurrency', '4', '--outputs-file', '.build/outputs.json']],
    ['destroy', ['destroy', '--all']],
  ] as const)('to %s the stage, without notices, and what else is said', (command, words) => {
    expect(cdkArguments(command, 'demo', ['--profile', 'pci'])).toEqual([
      ...words,
      '-c',
      'stage=demo',
      '--no-notices',
      '--profile',
      'pci',
    ])
  })

  test('to prepare the account in both Regions of a stage that is not where CloudFront looks', () => {
    expect(cdkArguments('bootstrap', 'production', [])).toEqual([
      ...['bootstrap', '--app', ''],
      ...['aws://111122223333/eu-central-1', 'aws://111122223333/us-east-1'],
      '--no-notices',
    ])
  })

  test('to prepare the account once for a stage that is there', () => {
    expect(bootstrapArguments({ account: '111122223333', region: 'us-east-1' })).toEqual([
      ...['bootstrap', '--app', ''],
      'aws://111122223333/us-east-1',
    ])
  })

  test('nothing of a stage that cdk.json does not describe', () => {
    expect(() => cdkArguments('bootstrap', 'demmo', [])).toThrow(
      'stage is "demmo", but must be one that cdk.json describes',
    )
  })

  test('nothing but these five', () => {
    for (const word of ['', 'list', 'constructor', 'Deploy']) expect(isCommand(word)).toBe(false)
  })
})
