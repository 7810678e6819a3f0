/** Runs every command of package.json through its real entry point, in this process. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const Package = z.object({ scripts: z.record(z.string(), z.string()) })
const { scripts } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

/** Not documented commands: npm's own hook, and tools with their own options, such as vitest. */
const otherScripts = ['check', 'test:nightly']
const withPackagesFirst = ['typecheck', 'lint', 'check:imports', 'test', 'test:full', 'deploy:local']

const commands = Object.entries(scripts)
  .filter(([name]) => !otherScripts.includes(name) && !withPackagesFirst.includes(name.replace(/^pre/, '')))
  .map(([name, script]) => {
    const [, , file = '', ...args] = script.split(' ')
    return { name, script, file, args }
  })

const printsData = [
  ...['audit:verify', 'audit:export', 'smoke', 'page:watch', 'embed:tags', 'doctor', 'issuer:check'],
  ...['cost', 'bundle', 'structure', 'bench'],
]

const printed: string[] = []
const complained: string[] = []
const argv = process.argv

beforeEach(() => {
  printed.length = 0
  complained.length = 0
  vi.resetModules()
  vi.spyOn(console, 'log').mockImplementation((text) => printed.push(text))
  vi.spyOn(console, 'error').mockImplementation((text) => complained.push(text))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.argv = argv
  process.exitCode = undefined
})

const start = async ({ file, args }: (typeof commands)[number], ...typed: readonly string[]) => {
  process.argv = [process.execPath, join(root, file), ...args, ...typed]
  await import(join(root, file))
  return process.exitCode ?? 0
}

test('the commands are those in the documentation', () => {
  expect(commands.map(({ name }) => name).sort()).toEqual(
    [
      ...[
        'start',
        'packages',
        'mutate:refusals',
        'bundle',
        'bootstrap',
        'synth',
        'doctor',
        'diff',
        'deploy',
        'destroy',
      ],
      'execution-policy',
      ...['build', 'site:create', 'agent:create', 'token', 'issuer:check', 'smoke', 'prove'],
      ...['page:watch', 'embed:tags', 'audit:verify', 'messages', 'screenshots'],
      ...[
        'audit:export',
        'findings',
        'cost',
        'authority',
        'docs:picture',
        'bench',
        'bench:timing',
        'bench:cold',
        'structure',
      ],
    ].sort(),
  )
})

describe.each(commands)('$name', (command) => {
  const { name, script, file } = command

  test('is a single program that calls runCommand', () => {
    expect(script).toMatch(/^node bin\/preflight\.mjs \S+\.ts( \w+)?$/)
    const text = readFileSync(join(root, file), 'utf8')
    expect(text.match(/^await .*/gm)).toEqual(['await runCommand({'])
    expect(text).not.toMatch(/process\.exit|parseArgs|import\.meta\.main/)
  })

  test('prints its usage, options and exit codes for --help', async () => {
    expect(await start(command, '--help')).toBe(0)
    const [usage = '', ...more] = printed
    expect([more, complained]).toEqual([[], []])
    expect(usage).toMatch(new RegExp(`^Usage: npm (run )?${name}( |$)`, 'm'))
    expect(usage).toMatch(/^ +--help +print this text$/m)
    expect(usage).toMatch(/^Exit codes: 0 .+\b2 .*command\s+line/ms)
    expect(/^ +--json /m.test(usage)).toBe(printsData.includes(name))
    for (const line of usage.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })

  test('rejects an unknown option with a one-sentence error message and exit code 2', async () => {
    expect(await start(command, '--no-such-option')).toBe(2)
    expect([printed, complained]).toEqual([[], [expect.stringMatching(/^[^\n]*'--no-such-option'[^\n]*$/)]])
  })

  test('rejects arguments that it does not accept', async () => {
    expect(await start(command, 'one', 'two', 'three')).toBe(2)
    expect([printed, complained]).toEqual([[], [expect.stringMatching(/^[^\n]+$/)]])
  })
})
