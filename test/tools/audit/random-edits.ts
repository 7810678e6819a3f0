/** Random edits of an export that the checkpoints cover. */
import * as fc from 'fast-check'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../../lambdas/core/audit/audit-chain.ts'
import { exportedLog, type Files, verdictOf } from './exported-log.ts'

const batch = fc.array(fc.nat(7), { minLength: 1, maxLength: 6 })
const rounds = fc.array(fc.array(batch, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

type Edit = (files: Map<string, string>, pick: (count: number) => number) => void

const anyOf = <Value>(values: readonly Value[], pick: (count: number) => number): Value => {
  const value = values[pick(values.length)]
  if (value === undefined) throw new Error('nothing to edit')
  return value
}
const editing =
  (edit: (text: string, pick: (count: number) => number) => string | undefined, only = ''): Edit =>
  (files, pick) => {
    const name = anyOf(
      [...files.keys()].filter((each) => each.startsWith(only)),
      pick,
    )
    const text = edit(files.get(name) ?? '', pick)
    if (text === undefined) files.delete(name)
    else files.set(name, text)
  }
const editingLines = (edit: (lines: string[], pick: (count: number) => number) => void, only?: string): Edit =>
  editing((text, pick) => {
    const lines = text.split('\n').slice(0, -1)
    edit(lines, pick)
    return lines.map((line) => `${line}\n`).join('')
  }, only)
const forged = (line: string): string => {
  const { hash: _, ...record } = { ...z.parse(AuditRecord, JSON.parse(line)), actor: 'agent:other' }
  return JSON.stringify({ ...record, hash: recordHash(record) })
}

export const edits: Readonly<Record<string, Edit>> = {
  'a replaced character': editing((text, pick) => {
    const at = pick(text.length)
    return `${text.slice(0, at)}${anyOf([...'0a"}\n x'], pick)}${text.slice(at + 1)}`
  }),
  'a removed character': editing((text, pick) => {
    const at = pick(text.length)
    return text.slice(0, at) + text.slice(at + 1)
  }),
  'an inserted character': editing((text, pick) => {
    const at = pick(text.length)
    return `${text.slice(0, at)}${anyOf([...'0a"}\n x'], pick)}${text.slice(at)}`
  }),
  'a truncated file': editing((text, pick) => text.slice(0, pick(text.length))),
  'a removed file': editing(() => undefined),
  'a removed line': editingLines((lines, pick) => lines.splice(pick(lines.length), 1)),
  'a duplicated line': editingLines((lines, pick) => lines.splice(pick(lines.length), 0, anyOf(lines, pick))),
  'a swap of two lines': editingLines((lines, pick) => {
    const [one, other] = [pick(lines.length), pick(lines.length)]
    const [a = '', b = ''] = [lines[one], lines[other]]
    lines[one] = b
    lines[other] = a
  }),
  'a forged record': editingLines((lines, pick) => {
    const at = pick(lines.length)
    lines[at] = forged(lines[at] ?? '')
  }, 'audit/'),
  'an inserted forged record': editingLines(
    (lines, pick) => lines.splice(pick(lines.length + 1), 0, forged(anyOf(lines, pick))),
    'audit/',
  ),
}

const isSame = (one: Files, other: Files): boolean => JSON.stringify([...one]) === JSON.stringify([...other])

/** Edits as many random exports. Returns how many of them differ; each of these must be detected. */
export const expectDetected = async (edit: Edit, runs: number): Promise<number> => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(rounds, fc.infiniteStream(fc.nat()), async (batches, numbers) => {
      const { files, lastCheckpoint: knownCheckpoint } = await exportedLog(batches)
      const changed = new Map(files)
      edit(changed, (count) => Number(numbers.next().value) % count)
      if (isSame(files, changed)) return
      found += 1
      expect((await verdictOf(changed, { knownCheckpoint })).isIntact).toBe(false)
    }),
    { numRuns: runs },
  )
  return found
}

export const expectIntactExports = (runs: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(rounds, async (batches) => {
      const { files, lastCheckpoint: knownCheckpoint } = await exportedLog(batches)
      expect(await verdictOf(files, { knownCheckpoint })).toMatchObject({ isIntact: true, findings: [] })
    }),
    { numRuns: runs },
  )
