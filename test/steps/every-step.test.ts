/** Each step has a test of the same name that expects each refusal code of its contract. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { protocol } from '../../contracts/protocol.ts'

const folder = import.meta.dirname

test.each(Object.values(protocol))(
  '$name has a test in $zone that covers each of its refusals',
  ({ name, zone, refusals }) => {
    const file = join(folder, zone, `${name}.test.ts`)
    expect(existsSync(file)).toBe(true)
    const text = readFileSync(file, 'utf8')
    expect(refusals.filter((code) => !text.includes(`'${code}'`))).toEqual([])
  },
)

test('every test file belongs to a step', () => {
  const files = globSync('*/*.test.ts', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  expect(files.sort()).toEqual(
    Object.values(protocol)
      .map(({ name, zone }) => `${zone}/${name}.test.ts`)
      .sort(),
  )
})
