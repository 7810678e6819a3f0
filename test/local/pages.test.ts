import { expect, test } from 'vitest'
import { buildDemo } from '../../local/pages.ts'

const files = await buildDemo()
const text = (path: string): string => {
  const file = files.find((candidate) => candidate.path === path)
  if (file === undefined) throw new Error(`no file at ${path}`)
  return new TextDecoder().decode(file.body)
}

test('every file that the demo names is one of its files', () => {
  const paths = new Set(files.map(({ path }) => path))
  for (const path of ['/', '/demo/agent']) {
    const named = [...text(path).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    expect(named.length).toBeGreaterThan(2)
    for (const address of named) expect(paths).toContain(address)
  }
})
