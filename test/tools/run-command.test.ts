import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseCommandLine } from '../../tools/command-line.ts'
import { type Command, printJson, runCommand } from '../../tools/run-command.ts'
import { UsageFailure } from '../../tools/usage-failure.ts'

const printed: string[] = []
const complained: string[] = []

beforeEach(() => {
  printed.length = 0
  complained.length = 0
  vi.spyOn(console, 'log').mockImplementation((text) => printed.push(text))
  vi.spyOn(console, 'error').mockImplementation((text) => complained.push(text))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const run = vi.fn(async (_settings: unknown) => 0)
const command: Command<unknown> = {
  usage: 'Usage: npm run example',
  settingsOf: (args) => parseCommandLine(args, { url: { type: 'string' } }, 1),
  run,
  describeFailure: () => 'It failed.',
  failureCode: 1,
}
const outcomeOf = async (args: readonly string[], changes: Partial<Command<unknown>> = {}) => {
  run.mockClear()
  await runCommand({ ...command, ...changes }, args)
  return { code: process.exitCode ?? 0, printed, complained, ran: run.mock.calls.length }
}

describe('a command', () => {
  test.each([[['--help']], [['-h']], [['--url', 'x', '--no-such-option', '--help']]])(
    'prints its usage for %j and exits with 0, without starting its work',
    async (args) => {
      expect(await outcomeOf(args)).toEqual({ code: 0, printed: [command.usage], complained: [], ran: 0 })
    },
  )

  test.each([
    [['--no-such-option'], "Unknown option '--no-such-option'; --help lists the options."],
    [['--url'], "Option '--url <value>' argument missing; --help lists the options."],
    [['a', 'b'], "Unexpected argument 'b'; --help shows the usage."],
    [['--', '--help', 'b'], "Unexpected argument 'b'; --help shows the usage."],
  ])(
    'rejects %j with a one-sentence error message and exit code 2, without starting its work',
    async (args, sentence) => {
      expect(await outcomeOf(args)).toEqual({ code: 2, printed: [], complained: [sentence], ran: 0 })
    },
  )

  test('exits with the code of its work', async () => {
    expect(await outcomeOf(['a'], { run: async () => 1 })).toMatchObject({ code: 1, complained: [] })
  })

  test('exits with 2 if its work rejects the command line', async () => {
    const wrong = { run: () => Promise.reject(new UsageFailure('No such token.')) }
    expect(await outcomeOf([], wrong)).toMatchObject({ code: 2, complained: ['No such token.'] })
  })

  test('prints a one-sentence error message for any other failure, without the message or stack of the underlying error', async () => {
    const failing = { run: () => Promise.reject(new Error('the secret is s3cret')) }
    expect(await outcomeOf([], failing)).toMatchObject({ code: 1, complained: ['It failed.'] })
  })
})

test('JSON is printed in ASCII, so that a name in it cannot send control codes to the terminal', () => {
  const name = 'caf\u00e9 \u009b2J \u202e'
  printJson({ name })
  expect(printed.join()).toMatch(/^[\x20-\x7e\n]+$/)
  expect(JSON.parse(printed.join())).toEqual({ name })
})
