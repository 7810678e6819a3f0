import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cdkCommandOf, sharedOptions, usageOf } from '../../../tools/cdk/command-line.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

const example = join(import.meta.dirname, '../../../stages.example.json')
const given = (...args: string[]) => cdkCommandOf(args, example)

describe('the arguments of a CDK command', () => {
  test('consist of a command and a stage, whose settings are read', () => {
    expect(given('synth', 'production')).toMatchObject({
      name: 'synth',
      settings: { stage: 'production', region: 'eu-central-1' },
      yes: false,
      options: [],
    })
  })

  test('pass other options on to the CDK', () => {
    expect(given('deploy', 'demo', '--no-rollback', '--profile', 'pci').options).toEqual([
      ...['--no-rollback', '--profile', 'pci'],
    ])
  })

  test.each([['--yes'], ['-y']])(
    'may include %s, which skips the confirmation and is not passed on to the CDK',
    (yes) => {
      for (const name of ['deploy', 'destroy']) {
        expect(given(name, 'demo', '--verbose', yes)).toMatchObject({ yes: true, options: ['--verbose'] })
        expect(usageOf(name)).toContain('--yes')
      }
      expect(given('bootstrap', 'demo', yes)).toMatchObject({ yes: false, options: [yes] })
    },
  )

  test.each([
    [['bootstrap'], 'Specify a stage: npm run bootstrap -- demo'],
    [['deploy', '--all'], "Specify a stage before the option '--all': npm run deploy -- demo --all"],
    [['deploy', 'demo', 'production'], "Unexpected argument 'production'; --help shows the usage."],
    [['destory', 'demo'], "Unknown command 'destory': it must be one of bootstrap | synth | diff | deploy | destroy."],
    [
      ['constructor', 'demo'],
      "Unknown command 'constructor': it must be one of bootstrap | synth | diff | deploy | destroy.",
    ],
    [['deploy', 'demmo'], 'stage is "demmo", but must be one of the stages in stages.json: demo, production.'],
    [['deploy', 'demo', '--concurrency=1'], 'npm run deploy sets the option --concurrency itself: leave it out.'],
    [
      ['deploy', 'demo', '--require-approval', 'never'],
      'npm run deploy takes no --require-approval: with --yes it does not ask.',
    ],
    [['destroy', 'demo', '--force'], 'npm run destroy takes no --force: with --yes it does not ask.'],
  ])('%j are refused with a one-sentence error message', (args, sentence) => {
    expect(() => given(...args)).toThrow(new UsageFailure(sentence))
  })
})

describe('the options that every CDK command accepts', () => {
  test('are passed to each step of a deployment, while other options are passed only to the deployment itself', () => {
    expect(sharedOptions(['--profile', 'pci', '--no-rollback', '--region=eu-west-1', '-v', '--tags', 'a=b'])).toEqual([
      ...['--profile', 'pci', '--region=eu-west-1', '-v'],
    ])
  })
})
