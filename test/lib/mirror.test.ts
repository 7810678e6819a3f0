import { globSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const foldersOf = (pattern: string) =>
  new Set(globSync(pattern, { cwd: root }).map((file) => dirname(file).replaceAll('\\', '/').split('/')[1]))

test('lib and lambdas have folders with the same names', () => {
  const run = foldersOf(join('lambdas', '*', '*.handler.ts'))
  const deployed = foldersOf(join('lib', '*', '*.ts'))
  // These folders have no functions: rules about templates, and the alarms, dashboard and metrics of all functions.
  for (const folder of ['compliance', 'monitoring']) expect(deployed.delete(folder)).toBe(true)
  expect(deployed).toEqual(run)
})
