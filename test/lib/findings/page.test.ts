import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { acknowledged } from './acknowledged.ts'
import { pageFile, withTables } from './page.ts'

const page = readFileSync(pageFile, 'utf8')
const versionIn = (file: string, name: string) => {
  const text = readFileSync(resolve(import.meta.dirname, '../../..', file), 'utf8')
  return new RegExp(`^\\s*"?${name}"?(?:==|: ")([\\d.]+)`, 'm').exec(text)?.[1]
}

test('the page of findings lists every rule and every acknowledged finding', () => {
  expect(withTables(page), 'run npm run findings to update it').toBe(page)
  expect(page.split('\n').filter((line) => line.startsWith('| `')).length).toBeGreaterThanOrEqual(acknowledged.length)
})

test.each([
  ['cdk-nag', 'package.json'],
  ['cdk-preflight', 'package.json'],
  ['cfn-lint', 'test/full/requirements-cfn-lint.txt'],
  ['checkov', 'test/full/requirements-checkov.txt'],
])('the page of findings names the pinned version of %s', (name, file) => {
  expect(page).toMatch(
    new RegExp(`\\| \\[${name}\\]\\([^)]+\\) \\| ${versionIn(file, name)?.replaceAll('.', '\\.')} \\|`),
  )
})

test('the page of findings names the cfn-guard version that the package of the cfn-guard plugin contains', () => {
  const version = versionIn('node_modules/@cdklabs/cdk-validator-cfnguard/guard-version.json', 'version')
  expect(page).toContain(`cloudformation-guard) | ${version} |`)
})

test('a page of findings without the table markers is rejected', () => {
  expect(() => withTables(page.replace('<!-- rules: begin -->', ''))).toThrow('the page has no place for rules')
})
