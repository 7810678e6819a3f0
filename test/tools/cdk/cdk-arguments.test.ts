import { describe, expect, test } from 'vitest'
import { bootstrapArguments, cdkArguments, isCommand } from '../../../tools/cdk/cdk-arguments.ts'
import { cdkArgumentsOf } from '../../../tools/cdk/command.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

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

describe('a command line of the CDK commands', () => {
  test('passes everything after the stage on to the CDK', () => {
    expect(cdkArgumentsOf(['deploy', 'demo', '--require-approval', 'never'])).toEqual(
      cdkArguments('deploy', 'demo', ['--require-approval', 'never']),
    )
  })

  test.each([
    [['bootstrap'], 'Name a stage: npm run bootstrap -- demo'],
    [['deploy', '--all'], "Name a stage before the option '--all': npm run deploy -- demo --all"],
    [['deploy', 'demo', 'production'], "Unexpected argument 'production'; --help shows the usage."],
    [['destory', 'demo'], "Unknown command 'destory': it must be one of bootstrap | synth | diff | deploy | destroy."],
    [['deploy', 'demmo'], 'stage is "demmo", but must be one that cdk.json describes: demo, production.'],
  ])('%j is refused with one sentence', (args, sentence) => {
    expect(() => cdkArgumentsOf(args)).toThrow(new UsageFailure(sentence))
  })
})
