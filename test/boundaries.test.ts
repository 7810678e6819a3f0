/** The rules of .dependency-cruiser.mjs: the project breaks none, and each rule reports its planted breach. */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredPackages, planted, undeclaredPackage } from './boundaries.planted.ts'

const root = resolve(import.meta.dirname, '..')
/** The whole project takes 10 s of CPU time; the type check runs beside it. */
const minute = 60_000
const folders = ['contracts', 'lambdas', 'lib', 'widgets', 'local', 'bin', 'tools', 'bench', 'test']
const options = await extractOptions(join(root, '.dependency-cruiser.mjs'))
const rules = (options.ruleSet?.forbidden ?? []).map(({ name }) => name)

async function cruiseFolders(baseDir: string): Promise<ICruiseResult> {
  const present = folders.filter((folder) => existsSync(join(baseDir, folder)))
  const { output } = await cruise(present, { ...options, baseDir })
  if (typeof output === 'string') throw new Error('the cruise gave a text')
  return output
}

describe('the import rules', () => {
  let result: ICruiseResult
  beforeAll(async () => {
    result = await cruiseFolders(root)
  }, minute)

  test('are not broken by the project', () => {
    const violations = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
    expect(violations).toEqual([])
  })

  test.each([
    'contracts',
    'lambdas/core',
    'lambdas/control-zone',
    'lambdas/pci-zone',
    'lambdas/http',
    'lib/pci-zone',
    'lib/control-zone',
    'lib/compliance',
    'widgets',
    'local',
  ])('are checked in %s and in the files that it imports', (folder) => {
    const modules = result.modules.filter(({ source }) => source.startsWith(`${folder}/`))
    expect(modules.length).toBeGreaterThan(0)
    expect(modules.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(0)
  })
})

describe('the import rules, applied to a tree that breaks each rule once,', () => {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'sealform-boundaries-')))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  let broken: readonly string[]

  beforeAll(async () => {
    for (const name of [...declaredPackages.dependencies, ...declaredPackages.devDependencies, undeclaredPackage]) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
      write(`node_modules/${name}/index.js`, 'export const it = 1\n')
    }
    write('node_modules/zod/mini/package.json', JSON.stringify({ main: '../index.js' }))
    const anyVersion = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
    write(
      'package.json',
      JSON.stringify({
        type: 'module',
        dependencies: anyVersion(declaredPackages.dependencies),
        devDependencies: anyVersion(declaredPackages.devDependencies),
      }),
    )
    for (const { files } of planted) for (const [path, text] of Object.entries(files)) write(path, text)
    const { summary } = await cruiseFolders(tree)
    broken = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
  })
  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  test.each(planted)('report the file that breaks $rule: $description', ({ rule, offendingFile }) => {
    expect(broken).toContain(`${rule}: ${offendingFile}`)
  })

  test('are all broken by the tree', () => {
    expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(rules))
  })
})
