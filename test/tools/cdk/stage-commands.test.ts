import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cdkCommandOf } from '../../../tools/cdk/command-line.ts'
import { deployStage, destroyStage, diffStage, type StagePorts } from '../../../tools/cdk/stage-commands.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'
import {
  changedStack,
  counted,
  destroyed,
  failed,
  newStack,
  otherZones,
  succeeded,
  unchanged,
} from './printed-by-cdk.ts'

const example = join(import.meta.dirname, '../../../stages.example.json')
const commands = { diff: diffStage, deploy: deployStage, destroy: destroyStage }

interface World {
  /** What the CDK prints for its own commands; an error says that it exits with 1. */
  readonly prints?: Readonly<Record<string, string | Error>>
  /** Undefined where there is no terminal. */
  readonly answer?: boolean | undefined
}

const run = async (args: readonly [keyof typeof commands, ...string[]], { prints = {}, answer }: World = {}) => {
  const printed: string[] = []
  const questions: string[] = []
  const ran: (readonly string[])[] = []
  const files: Record<string, string> = {}
  let time = 0
  const ports: StagePorts = {
    async cdk(words, takeLine) {
      ran.push(words)
      const text = prints[words[0] ?? ''] ?? ''
      for (const line of (text instanceof Error ? text.message : text).replace(/\n$/, '').split('\n')) {
        // Each line takes a second.
        time += 1000
        takeLine(line)
      }
      return text instanceof Error ? 1 : 0
    },
    ask:
      answer === undefined
        ? undefined
        : async (question) => {
            questions.push(question)
            return answer
          },
    print: (line) => printed.push(line),
    now: () => time,
    writeFile: (file, text) => Object.assign(files, { [file.replace(/.*\//, '')]: text }),
    appendToFile: (file, text) => {
      const name = file.replace(/.*\//, '')
      files[name] = (files[name] ?? '') + text
    },
    deployedAddress: () => 'https://d111111abcdef8.cloudfront.net',
  }
  const code = await commands[args[0]](ports)(cdkCommandOf([...args], example)).catch((failure: unknown) => failure)
  return { code, printed, questions, ran, files }
}

const difference = counted(2, newStack('keys'), unchanged('vault'), changedStack)
const stage = { diff: difference, deploy: succeeded, destroy: destroyed }

describe('npm run deploy', () => {
  test('shows the difference, asks once, and deploys exactly that difference, four stacks at a time', async () => {
    const { code, questions, ran, printed } = await run(['deploy', 'demo'], { prints: stage, answer: true })
    expect(code).toBe(0)
    expect(questions).toEqual(['Deploy these 2 stacks to account 111122223333 in us-east-1?'])
    const [synth = [], diff = [], deploy = []] = ran
    const assembly = expect.stringMatching(/\.build\/assembly\/demo$/)
    expect(synth).toEqual(['synth', '--quiet', '-c', 'stage=demo', '--no-notices', '--output', assembly])
    expect(diff).toEqual(['diff', '--app', assembly, '--method', 'template', '--no-notices'])
    expect(deploy.slice(0, 8)).toEqual([
      ...['deploy', '--app', assembly, '--all', '--concurrency', '4', '--require-approval', 'never'],
    ])
    expect(printed).toContain(`${changedStack.trimEnd()}\n`)
    expect(printed.join('\n')).not.toContain('kms:Decrypt')
    expect(printed).toContain('  new        sealform-demo-keys     2 resources, 2 permissions added')
  })

  test('prints when each stack starts and ends, how long it took, and how many stacks are done', async () => {
    const { printed } = await run(['deploy', 'demo', '--yes'], { prints: stage })
    expect(printed.slice(printed.indexOf('        sealform-demo-keys …'))).toEqual([
      '        sealform-demo-keys …',
      '        sealform-demo-vault …',
      '[1/3] sealform-demo-keys created (6 s)',
      '[2/3] sealform-demo-vault unchanged (12 s)',
      '        sealform-demo-network …',
      '[3/3] sealform-demo-network updated (2 s)',
      'Deployed 3 stacks of the stage demo in 24 s.',
      'Address: https://d111111abcdef8.cloudfront.net',
    ])
  })

  test.each(['diff', 'deploy'] as const)(
    '%s refuses Availability Zones other than those of the deployed network',
    async (command) => {
      const { code, questions, ran } = await run([command, 'demo'], {
        prints: { ...stage, diff: counted(1, otherZones) },
        answer: true,
      })
      expect(code).toBeInstanceOf(UsageFailure)
      expect(String(code)).toMatch(
        /availabilityZones is .* but must stay \["use1-az1","use1-az2","use1-az6"\]: the network is/,
      )
      expect(questions).toEqual([])
      expect(ran.map(([name]) => name)).toEqual(['synth', 'diff'])
    },
  )

  test('writes the whole difference and all output of the CDK to files', async () => {
    const { files } = await run(['deploy', 'demo', '--yes'], { prints: stage })
    expect(files).toEqual({ 'demo.difference.txt': difference, 'demo.log.txt': succeeded })
  })

  test('asks nothing with --yes, whether it has a terminal or not', async () => {
    for (const answer of [undefined, false]) {
      expect(await run(['deploy', 'demo', '--yes'], { prints: stage, answer })).toMatchObject({
        code: 0,
        questions: [],
      })
    }
  })

  test('starts nothing if it has neither a terminal nor --yes', async () => {
    const { code, ran } = await run(['deploy', 'demo'], { prints: stage })
    expect(code).toEqual(new UsageFailure('There is no terminal to ask on: npm run deploy -- demo --yes does not ask.'))
    expect(ran).toEqual([])
  })

  test('deploys nothing unless the answer is yes', async () => {
    const { code, ran, printed } = await run(['deploy', 'demo'], { prints: stage, answer: false })
    expect(ran.map(([name]) => name)).toEqual(['synth', 'diff'])
    expect([code, printed.at(-1)]).toEqual([1, 'Nothing was deployed.'])
  })

  test('asks even if nothing differs, because a stack may have failed before it was complete', async () => {
    const prints = { ...stage, diff: counted(0, unchanged('keys')) }
    const { questions } = await run(['deploy', 'demo'], { prints, answer: true })
    expect(questions).toEqual(['Deploy all the same, which completes stacks that failed?'])
  })

  test('names both Regions in its question if the stage is outside us-east-1', async () => {
    const prints = { ...stage, diff: counted(1, newStack('keys')) }
    const { questions } = await run(['deploy', 'production'], { prints, answer: true })
    expect(questions).toEqual(['Deploy this stack to account 111122223333 in eu-central-1 and us-east-1?'])
  })

  test('passes the credentials to each step, and other options only to the deployment', async () => {
    const options = ['--profile', 'pci', '--no-rollback']
    const { ran } = await run(['deploy', 'demo', '--yes', ...options], { prints: stage })
    expect(ran.map((words) => words.slice(words.indexOf('--profile')))).toEqual([
      ...[['--profile', 'pci'], ['--profile', 'pci'], options],
    ])
  })

  test('prints all output after a failure, and exits with 1', async () => {
    const prints = { ...stage, deploy: new Error(failed) }
    const { code, printed } = await run(['deploy', 'demo', '--yes'], { prints })
    expect(code).toBe(1)
    expect(printed.slice(-4)).toEqual([
      'sealform-demo-network | 2/3 | 8:07:23 PM | CREATE_FAILED        | AWS::EC2::Subnet | NetworkVpcpciSubnet1 The CIDR conflicts',
      ' ❌  sealform-demo-network failed: ToolkitError: The stack is in the state ROLLBACK_COMPLETE:',
      'arn:aws:cloudformation:us-east-1:111122223333:stack/sealform-demo-network/712f8652',
      expect.stringMatching(/^cdk deploy failed; all that it printed is in .*demo\.log\.txt\.$/),
    ])
  })

  test('prints a warning only once, with the difference, and does not repeat it during the deployment', async () => {
    const { printed } = await run(['deploy', 'demo', '--yes'], {
      prints: { ...stage, deploy: `warning of the app\n${succeeded}` },
    })
    expect(printed.filter((line) => line.includes('warning of the app'))).toEqual(['warning of the app'])
  })

  test('prints why the CDK did not start a stack', async () => {
    const prints = { ...stage, deploy: new Error('Credentials have expired.\n') }
    const { code, printed } = await run(['deploy', 'demo', '--yes'], { prints })
    expect([code, printed.at(-2)]).toEqual([1, 'Credentials have expired.'])
  })

  test.each(['synth', 'diff'])('does not ask if %s fails, and prints why', async (step) => {
    const prints = { ...stage, [step]: new Error('No credentials') }
    const { code, printed, questions } = await run(['deploy', 'demo'], { prints, answer: true })
    expect([code, printed.at(-1), questions]).toEqual([new Error(`cdk ${step} failed.`), 'No credentials', []])
  })
})

describe('npm run destroy', () => {
  test('asks once for the whole stage, and prints each stack', async () => {
    const { code, questions, ran, printed } = await run(['destroy', 'demo'], { prints: stage, answer: true })
    expect(code).toBe(0)
    expect(questions).toEqual([
      'Remove all stacks of the stage demo from account 111122223333, us-east-1, with their data?',
    ])
    expect(ran.map((words) => words.filter((word) => ['synth', 'destroy', '--all', '--force'].includes(word)))).toEqual(
      [...[['synth'], ['destroy', '--all', '--force']]],
    )
    expect(printed.slice(1)).toEqual([
      '        sealform-demo-vault …',
      '[1/2] sealform-demo-vault removed (1 s)',
      '        sealform-demo-keys …',
      '[2/2] sealform-demo-keys removed (2 s)',
      'Removed 2 stacks of the stage demo in 5 s.',
    ])
  })

  test('removes nothing unless the answer is yes', async () => {
    const { code, ran, printed } = await run(['destroy', 'demo'], { prints: stage, answer: false })
    expect([code, ran, printed]).toEqual([1, [], ['Nothing was removed.']])
  })

  test('starts nothing if it has neither a terminal nor --yes', async () => {
    const { code, ran } = await run(['destroy', 'demo'], { prints: stage })
    expect(code).toEqual(
      new UsageFailure('There is no terminal to ask on: npm run destroy -- demo --yes does not ask.'),
    )
    expect(ran).toEqual([])
    expect(await run(['destroy', 'demo', '--yes'], { prints: stage })).toMatchObject({ code: 0 })
  })
})

describe('npm run diff', () => {
  test('exits with 1 for a difference only if --fail is given', async () => {
    const same = counted(0, unchanged('keys'))
    expect(await run(['diff', 'demo', '--fail'], { prints: stage })).toMatchObject({ code: 1 })
    expect(await run(['diff', 'demo', '--fail'], { prints: { diff: same } })).toMatchObject({ code: 0 })
    expect(await run(['diff', 'demo'], { prints: stage })).toMatchObject({ code: 0 })
  })

  test('prints each stack that differs, each new stack in full, and then the summary', async () => {
    const { code, printed, ran } = await run(['diff', 'demo', '--context-lines', '5'], { prints: stage })
    expect(code).toBe(0)
    expect(printed).toContain(`${newStack('keys').trimEnd()}\n`)
    expect(printed).toContain(`${changedStack.trimEnd()}\n`)
    expect(printed.at(-1)).toBe('  unchanged  1 stack')
    expect(ran.map(([name, ...words]) => [name, words.includes('--context-lines')])).toEqual([
      ...[['synth', false] as const, ['diff', true] as const],
    ])
  })
})
