// full: installs from the npm registry
/**
 * The README's first command in a copy of the project, with npm as on Node 20: what it installs, what it prints, and that
 * the product starts. Then the same for deploying.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installedSize } from '../bench/installed-size.ts'
import { additions } from '../tools/packages/package-groups.ts'
import { run } from './full/command.ts'

const root = resolve(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'sealform-first-command-'))
const minutes = 60_000

/** As in a new shell: without what npm and vitest set, and without the packages of this clone. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST|CI$)/i.test(name)),
)
environment.PATH = process.env.PATH?.split(':')
  .filter((folder) => !folder.includes('node_modules'))
  .join(':')
// A Node for npm itself, if this machine has Node 24 from npm only.
environment.PATH += `:${dirname(process.execPath)}`

/** Makes npm believe that it runs on the oldest Node of `engines`. npm then warns about packages that need a newer one. */
const oldestNode = 'v20.20.2'
const asOldestNode = `--import=data:text/javascript,Object.defineProperty(process,'version',{value:'${oldestNode}'})`

const npm = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  execFileSync('sh', ['-c', 'exec npm "$@" 2>&1', 'npm', ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...environment, ...more },
  })

const lockfile = () => readFileSync(join(copy, 'package-lock.json'), 'utf8')

let printed = ''

beforeAll(() => {
  for (const file of run('git', ['-C', root, 'ls-files', '-z']).split('\0').filter(Boolean)) {
    cpSync(join(root, file), join(copy, file))
  }
  printed = npm(['install'], { NODE_OPTIONS: asOldestNode })
}, 10 * minutes)
afterAll(() => rmSync(copy, { recursive: true, force: true }), 5 * minutes)

describe('npm install in a new clone', () => {
  test('installs at most 150 MB beside Node, and changes no lockfile', () => {
    const megabytes = installedSize(copy) / 1e6
    expect(megabytes).toBeLessThanOrEqual(150)
    expect(megabytes).toBeGreaterThan(20)
    expect(lockfile()).toBe(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  })

  test('prints no warning, also not about the version of Node', () => {
    expect(printed).toMatch(/added \d+ packages/)
    expect(printed).not.toMatch(/warn|EBADENGINE/i)
  })

  test(
    'is enough for npm start',
    async () => {
      const child = spawn('npm', ['start', '--', '--memory'], {
        cwd: copy,
        env: { ...environment, PORT: '0', DEMO_PORT: '0' },
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      })
      const exited = once(child, 'exit')
      let address: string | undefined
      for await (const line of createInterface(child.stdout)) {
        address ??= /(http:\S+\/docs)/.exec(line)?.[1]
        if (line.includes('Ctrl+C')) break
      }
      try {
        const { status } = await fetch(address ?? 'about:blank')
        expect(status).toBe(200)
      } finally {
        // As Ctrl+C does: to npm and to the program.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
        await exited
      }
    },
    2 * minutes,
  )

  test(
    'is completed by a command that deploys, which says so',
    () => {
      const before = installedSize(copy)
      const output = npm(['run', 'synth', '--', 'demo'], { SEALFORM_STAGES: 'stages.example.json' })
      const { contents, megabytes } = additions.deployment
      expect(output).toContain(`This needs packages that npm start does not: ${contents}, about ${megabytes} MB.`)
      expect(output).not.toMatch(/npm warn/i)
      expect(lockfile()).toBe(readFileSync(join(root, 'package-lock.json'), 'utf8'))
      expect(installedSize(copy)).toBe(before)
      expect(npm(['run', 'packages', '--', 'deployment'])).not.toContain('This needs')
    },
    20 * minutes,
  )
})
