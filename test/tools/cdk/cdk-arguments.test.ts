import { describe, expect, test } from 'vitest'
import { bootstrapArguments, cdkArguments, isCommand } from '../../../tools/cdk/cdk-arguments.ts'
import { cdkArgumentsOf } from '../../../tools/cdk/command.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

describe('the arguments for the CDK', () => {
  test.each([
    ['synth', ['synth', '--quiet']],
    ['diff', ['diff']],
    ['deploy', ['deploy', '--all', '--concurrency', '4', '--outputs-file', '.build/outputs.json']],
    ['destroy', ['destroy', '--all']],
  ] as const)('to %s the stage have no notices and end with the given arguments', (command, words) => {
    expect(cdkArguments(command, 'demo', ['--profile', 'pci'])).toEqual([
      ...words,
      '-c',
      'stage=demo',
      '--no-notices',
      '--profile',
      'pci',
    ])
  })

  test('bootstrap both Regions for a stage outside us-east-1', () => {
    expect(cdkArguments('bootstrap', 'production', [])).toEqual([
      ...['bootstrap', '--app', ''],
      ...['aws://111122223333/eu-central-1', 'aws://111122223333/us-east-1'],
      '--no-notices',
    ])
  })

  test('bootstrap once for a stage in us-east-1', () => {
    expect(bootstrapArguments({ account: '111122223333', region: 'us-east-1' })).toEqual([
      ...['bootstrap', '--app', ''],
      'aws://111122223333/us-east-1',
    ])
  })

  test('exist only for a stage in cdk.json', () => {
    expect(() => cdkArguments('bootstrap', 'demmo', [])).toThrow(
      'stage is "demmo", but must be one of the stages in cdk.json',
    )
  })

  test('exist only for the five commands', () => {
    for (const word of ['', 'list', 'constructor', 'Deploy']) expect(isCommand(word)).toBe(false)
  })
})

describe('a command line of the CDK commands', () => {
  test('passes all arguments after the stage to the CDK', () => {
    expect(cdkArgumentsOf(['deploy', 'demo', '--require-approval', 'never'])).toEqual(
      cdkArguments('deploy', 'demo', ['--require-approval', 'never']),
    )
  })

  test.each([
    [['bootstrap'], 'Specify a stage: npm run bootstrap -- demo'],
    [['deploy', '--all'], "Specify a stage before the option '--all': npm run deploy -- demo --all"],
    [['deploy', 'demo', 'production'], "Unexpected argument 'production'; --help shows the usage."],
    [['destory', 'demo'], "Unknown command 'destory': it must be one of bootstrap | synth | diff | deploy | destroy."],
    [['deploy', 'demmo'], 'stage is "demmo", but must be one of the stages in cdk.json: demo, production.'],
  ])('%j is refused with one sentence', (args, sentence) => {
    expect(() => cdkArgumentsOf(args)).toThrow(new UsageFailure(sentence))
  })
})
