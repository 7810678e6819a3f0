/** bin/preflight.mjs, as a process of its own that believes to run on another system. */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { transform } from 'esbuild'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const preflight = join(root, 'bin/preflight.mjs')
const clone = mkdtempSync(join(tmpdir(), 'sealform-preflight-'))
const write = (path: string, content: string) => {
  mkdirSync(join(clone, path, '..'), { recursive: true })
  writeFileSync(join(clone, path), content)
}

beforeEach(() => {
  rmSync(clone, { recursive: true, force: true })
  mkdirSync(join(clone, 'bin'), { recursive: true })
  copyFileSync(preflight, join(clone, 'bin/preflight.mjs'))
  write('package.json', '{"type":"module","dependencies":{"zod":"4.6.7"}}')
  write('node_modules/zod/package.json', '{"version":"4.6.7"}')
  write('program.ts', 'const args: string[] = process.argv.slice(2)\nconsole.log(...args)\n')
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

interface System {
  readonly node: string
  readonly platform: string
  readonly arch: string
  readonly glibc?: string
}

/** What `node bin/preflight.mjs program.ts --x y` prints and returns on the system. */
const runOn = ({ node, platform, arch, glibc }: System) => {
  const fakes = { platform, arch, versions: { node }, report: {} }
  const header = JSON.stringify({ header: glibc === undefined ? {} : { glibcVersionRuntime: glibc } })
  const script = `for (const [name, value] of Object.entries(${JSON.stringify(fakes)})) Object.defineProperty(process, name, { value });
process.report.getReport = () => (${header})`
  const fake = `--import=data:text/javascript,${encodeURIComponent(script)}`
  const args = [fake, 'bin/preflight.mjs', 'program.ts', '--x', 'y']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: clone, encoding: 'utf8' })
  return { status, printed: stdout.trim(), complained: stderr.trim() }
}

const debian: System = { node: '24.21.0', platform: 'linux', arch: 'x64', glibc: '2.41' }
const needsNode = (node: string) => `Sealform needs Node 24 or newer, and this is Node ${node}`

describe('the check before each command', () => {
  test('runs the program with its arguments', () => {
    expect(runOn(debian)).toEqual({ status: 0, printed: '--x y', complained: '' })
  })

  test('needs no glibc if Node is new enough', () => {
    const alpine = { node: '24.21.0', platform: 'linux', arch: 'x64' }
    expect(runOn(alpine)).toMatchObject({ status: 0, printed: '--x y' })
  })

  test('exits with 13, as Node does, if the program waits for something that cannot happen', () => {
    write('program.ts', 'await new Promise(() => {})\n')
    expect(runOn(debian)).toMatchObject({ status: 13 })
  })

  test.each([
    ['macOS', { node: '22.12.0', platform: 'darwin', arch: 'arm64' }, 'macOS on arm64'],
    ['Windows on ARM', { node: '20.20.2', platform: 'win32', arch: 'arm64' }, 'Windows on arm64'],
    ['Linux with musl', { node: '16.20.2', platform: 'linux', arch: 'x64' }, 'Linux without glibc'],
    ['a 32-bit Raspberry Pi', { ...debian, node: '20.20.2', arch: 'arm' }, 'Linux on arm'],
    ['FreeBSD', { node: '20.20.2', platform: 'freebsd', arch: 'x64' }, 'freebsd on x64'],
  ])('asks for Node 24 on %s, even before npm install', (_, system, name) => {
    rmSync(join(clone, 'node_modules'), { recursive: true })
    const complained = `${needsNode(system.node)}: install it from https://nodejs.org or with your package manager, because npm install has no Node for ${name}.`
    expect(runOn(system)).toEqual({ status: 1, printed: '', complained })
  })

  test.each([
    ['Linux on x64', { ...debian, node: '20.20.2' }],
    ['Linux on ARM', { ...debian, node: '20.20.2', arch: 'arm64' }],
    ['Windows on x64', { node: '20.20.2', platform: 'win32', arch: 'x64' }],
  ])('asks for npm install on %s, which brings Node 24', (_, system) => {
    const complained = `${needsNode('20.20.2')}: run npm install again with --include=optional, which brings it.`
    expect(runOn(system)).toEqual({ status: 1, printed: '', complained })
    rmSync(join(clone, 'node_modules'), { recursive: true })
    expect(runOn(system)).toEqual({ status: 1, printed: '', complained: 'Run npm install first.' })
  })

  test('asks for npm install if a package has another version than package.json', () => {
    write('node_modules/zod/package.json', '{"version":"4.6.6"}')
    expect(runOn(debian)).toEqual({ status: 1, printed: '', complained: 'Run npm install first.' })
  })

  test('can be read by Node 14: its only syntax after ES2018 is import()', async () => {
    const source = readFileSync(preflight, 'utf8')
    const compiled = async (target: string) => {
      const supported = { 'dynamic-import': true, 'import-meta': true }
      return (await transform(source, { target, supported, format: 'esm' })).code
    }
    expect(await compiled('es2018')).toBe(await compiled('esnext'))
    execFileSync(process.execPath, ['--check', preflight])
  })
})
