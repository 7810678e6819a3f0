import { expect, test } from 'vitest'
import type { Archive } from '../../../lambdas/audit/archive.ts'

/** The contract of every archive. `newArchive` returns an empty one. */
export const archiveContract = (newArchive: () => Promise<Archive>) => {
  test('stores a text under an unused name, and never overwrites a stored text', async () => {
    const archive = await newArchive()
    expect(await archive.putOnce('audit/2030/01/15/1-2.jsonl', 'one\n')).toBe(true)
    expect(await archive.putOnce('audit/2030/01/15/1-2.jsonl', 'another\n')).toBe(false)
    expect(await archive.read('audit/2030/01/15/1-2.jsonl')).toBe('one\n')
    expect(await archive.read('audit/2030/01/15/3-4.jsonl')).toBeUndefined()
  })

  test('stores exactly one of ten concurrent puts under the same name', async () => {
    const archive = await newArchive()
    const puts = await Promise.all(Array.from({ length: 10 }, (_, which) => archive.putOnce('a/b', `${which}`)))
    expect(puts.filter((isStored) => isStored)).toHaveLength(1)
    expect(await archive.read('a/b')).toBe(String(puts.indexOf(true)))
  })

  test('lists the names of the subfolders and objects of a folder, but not the objects in its subfolders', async () => {
    const archive = await newArchive()
    for (const name of ['a/2/x', 'a/10/x', 'a/z', 'a/b', 'ab/c']) await archive.putOnce(name, '')
    const { folders, objects } = await archive.list('a/')
    expect(folders).toEqual(['a/10/', 'a/2/'])
    expect(objects.map(({ name }) => name)).toEqual(['a/b', 'a/z'])
    for (const { storedAt } of objects) expect(storedAt).toBeGreaterThan(0)
    expect(await archive.list('nowhere/')).toEqual({ folders: [], objects: [] })
  })
}
