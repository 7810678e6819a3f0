import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../../lambdas/core/audit/audit-chain.ts'
import { reportOf } from '../../../tools/audit/report.ts'
import { type ExportedLog, edited, exportedLog, type Files, namesIn, verdictOf } from './exported-log.ts'

const chat = 'acme#conversation#chat-0'
let log: ExportedLog
let first: string
let second: string

beforeAll(async () => {
  // Chat 0 has five records, in two objects of one round and in one of the next.
  log = await exportedLog([
    [
      [0, 1, 0],
      [0, 2],
    ],
    [[0, 1, 0]],
  ])
  const [one = '', two = ''] = namesIn(log.files, 'audit')
  first = one
  second = two
})

const lines = (text: string): string[] => text.trim().split('\n')
const text = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')
const recordIn = (line: string | undefined): AuditRecord => z.parse(AuditRecord, JSON.parse(line ?? ''))
/** A line with a valid hash for any content. */
const forged = (line: string | undefined, change: Partial<AuditRecord>): string => {
  const { hash: _, ...record } = { ...recordIn(line), ...change }
  return JSON.stringify({ ...record, hash: recordHash(record) })
}
const changedLines = (change: (all: string[]) => readonly string[], name = first): Files =>
  edited(log.files, name, (old) => text(change(lines(old))))

/** The flaws of records, as in the report. */
const brokenLinks = async (files: Files, options = {}): Promise<string[]> =>
  (await verdictOf(files, options)).findings.flatMap((finding) =>
    'chain' in finding ? [`${finding.chain} ${finding.sequence} ${finding.flaw}`] : [],
  )

describe('an intact log', () => {
  test('is reported as intact, with its counts', async () => {
    const verdict = await verdictOf(log.files, { knownCheckpoint: log.lastCheckpoint })
    expect(verdict).toMatchObject({ isIntact: true, records: 8, chains: 3, checkpoints: 2, findings: [] })
    expect(reportOf(verdict)).toMatch(
      /^8 records in 3 chains\. 2 checkpoints, .*\n {2}[0-9a-f]{64}\n\n✓ The log is intact\.$/,
    )
  })

  test('may contain records that are newer than the last checkpoint, and the report counts them', async () => {
    const newest = changedLines((all) => [...all], first)
    const chain = recordIn(lines(log.files.get(namesIn(log.files, 'audit').at(-1) ?? '') ?? '').at(-1))
    const next = forged(JSON.stringify(chain), {
      sequence: chain.sequence + 1,
      previousHash: chain.hash,
      at: chain.at + 600_000,
    })
    const verdict = await verdictOf(new Map([...newest, ['audit/2030/01/15/9-9.jsonl', `${next}\n`]]))
    expect(verdict).toMatchObject({ isIntact: true, uncheckpointedObjects: 1 })
    expect(reportOf(verdict)).toContain('The next checkpoint will cover later records.')
  })

  test('may contain the same batch twice, split differently', async () => {
    const again = lines(log.files.get(first) ?? '').slice(0, 2)
    expect(await verdictOf(new Map([...log.files, ['audit/2030/01/15/9-9.jsonl', text(again)]]))).toMatchObject({
      isIntact: true,
    })
  })

  test('may begin in the middle of a chain if the earlier records are past their retention period', async () => {
    const files = new Map(
      [...log.files].filter(
        ([name]) => name === namesIn(log.files, 'audit').at(-1) || name.startsWith('checkpoints/00000/00000002'),
      ),
    )
    expect(await verdictOf(files, { firstCheckpoint: 2 })).toMatchObject({ isIntact: true, records: 3 })
    expect(await verdictOf(files)).toMatchObject({ isIntact: false })
    const alsoRemoved = edited(files, namesIn(files, 'audit')[0] ?? '', (old) => text(lines(old).slice(1)))
    expect(await brokenLinks(alsoRemoved, { firstCheckpoint: 2 })).toEqual([`${chat} 4 removed`])
  })
})

describe('the first broken link of a log is reported', () => {
  test('for a changed record', async () => {
    const files = changedLines(([a = '', ...rest]) => [a.replace('agent-7', 'agent-8'), ...rest])
    expect(await brokenLinks(files)).toEqual([`${chat} 1 changed`])
  })

  test('for a changed record with a recomputed hash', async () => {
    const files = changedLines(([a, ...rest]) => [forged(a, { actor: 'agent:agent-8' }), ...rest])
    expect(await brokenLinks(files)).toEqual([`${chat} 2 replaced`])
  })

  test('for a removed record', async () => {
    expect(await brokenLinks(changedLines(([a = '', b = '']) => [a, b]))).toEqual([`${chat} 2 removed`])
    expect(await brokenLinks(edited(log.files, first, () => undefined))).toEqual([
      `${chat} 1 removed`,
      'acme#conversation#chat-1 1 removed',
    ])
  })

  test('for an inserted record', async () => {
    const files = changedLines(([a = '', ...rest]) => [a, forged(rest.at(-1), { actor: 'agent:agent-8' }), ...rest])
    expect(await brokenLinks(files)).toEqual([`${chat} 2 inserted`])
    const twice = changedLines(([a = '', ...rest]) => [a, a, ...rest])
    expect(await brokenLinks(twice)).toEqual([`${chat} 1 inserted`])
  })

  test('for two swapped records', async () => {
    expect(await brokenLinks(changedLines((all) => all.toReversed()))).toEqual([`${chat} 1 reordered`])
  })

  test('for a chain whose end was removed', async () => {
    const last = namesIn(log.files, 'audit').at(-1) ?? ''
    const files = changedLines((all) => all.slice(0, -1), last)
    expect(await brokenLinks(files)).toEqual([`${chat} 5 truncated`])
  })

  test('for a conversation that is missing completely', async () => {
    const files = changedLines(([a = '']) => [a], second)
    expect(await brokenLinks(files)).toEqual(['acme#conversation#chat-2 1 vanished'])
  })

  test('for a chain that was rewritten with valid hashes', async () => {
    const last = namesIn(log.files, 'audit').at(-1) ?? ''
    const [old3, other, old4] = lines(log.files.get(last) ?? '')
    const third = forged(old3, { actor: 'agent:agent-8' })
    const fourth = forged(old4, { previousHash: recordIn(third).hash })
    const files = edited(log.files, last, () => text([third, other ?? '', fourth]))
    expect(await brokenLinks(files)).toEqual([`${chat} 5 rewritten`])
  })

  test('for a conversation that was forged and backdated', async () => {
    const { chain: _, ...made } = recordIn(lines(log.files.get(first) ?? '')[0])
    const chain = 'acme#conversation#chat-9'
    const line = forged(JSON.stringify({ ...made, chain }), { at: made.at - 2 * 86_400_000 })
    const files = new Map([...log.files, ['audit/2030/01/13/9-9.jsonl', `${line}\n`]])
    expect(await brokenLinks(files)).toEqual([`${chain} 1 inserted`])
  })
})

describe('the verification reports', () => {
  const flaws = async (files: Files, options = {}): Promise<string[]> =>
    (await verdictOf(files, options)).findings.map((finding) =>
      'checkpoint' in finding
        ? `checkpoint ${finding.checkpoint} ${finding.flaw}`
        : 'object' in finding
          ? `${finding.object} ${finding.flaw}`
          : `${finding.chain} ${finding.flaw}`,
    )

  test('a line that is not a record, and a truncated object', async () => {
    const files = new Map([...log.files, ['audit/2030/01/15/9-9.jsonl', '{"noRecordAt":"7"}\n{"chain":"x"}']])
    expect(await flaws(files)).toEqual(
      ['not a record', 'not a record', 'changed'].map((what) => `audit/2030/01/15/9-9.jsonl ${what}`),
    )
  })

  test('an object that was changed after its checkpoint', async () => {
    const swapped = changedLines(([a = '', b = '', c = '']) => [b, a, c])
    expect(await flaws(swapped)).toEqual([`${first} changed`])
  })

  test.each([
    ['removed', '00000001.json', () => undefined, ['checkpoint 1 removed']],
    ['changed', '00000001.json', (old: string) => old.replace('"at":1', '"at":2'), ['checkpoint 1 changed']],
    ['reformatted', '00000002.json', (old: string) => ` ${old}`, ['checkpoint 2 changed']],
  ])('a checkpoint that was %s', async (_, name, edit, wanted) => {
    expect(await flaws(edited(log.files, `checkpoints/00000/${name}`, edit))).toEqual(expect.arrayContaining(wanted))
  })

  test('a modified or removed file in the folder of a checkpoint', async () => {
    const [file = ''] = namesIn(log.files, 'checkpoints').filter((name) => name.includes('/00000001/'))
    expect(await flaws(edited(log.files, file, (old) => old.replace('"sequence":0', '"sequence":1')))).toContain(
      'checkpoint 1 changed',
    )
    expect(await flaws(edited(log.files, file, () => undefined))).toContain('checkpoint 1 changed')
  })

  test('the removal of the last checkpoint, if its hash is given', async () => {
    const files = new Map([...log.files].filter(([name]) => !name.startsWith('checkpoints/00000/00000002')))
    expect(await flaws(files)).toEqual([])
    expect(await flaws(files, { knownCheckpoint: log.lastCheckpoint })).toEqual(['checkpoint 2 removed'])
  })
})

describe('a log without any checkpoint', () => {
  /** Cuts the end off and removes the checkpoints that would reveal it. */
  const cut = () => {
    const last = namesIn(log.files, 'audit').at(-1) ?? ''
    return new Map([...log.files].filter(([name]) => name !== last && !name.startsWith('checkpoints/')))
  }

  test('is inconclusive, even if the first checkpoints are declared to be past their retention period', async () => {
    const verdict = await verdictOf(cut())
    expect(verdict).toMatchObject({ isIntact: false, isInconclusive: true, count: 0 })
    expect(reportOf(verdict)).toMatch(
      /There are no checkpoints: .*\n\n✗ The log could not be checked: .* --no-checkpoints .*\.$/,
    )
    expect((await verdictOf(cut(), { firstCheckpoint: 2 })).isIntact).toBe(false)
  })

  test('is reported as intact, based on its chains only, with --no-checkpoints', async () => {
    const verdict = await verdictOf(cut(), { withoutCheckpoints: true })
    expect(verdict).toMatchObject({ isIntact: true, isInconclusive: false, records: 5 })
    expect(reportOf(verdict)).toMatch(/There are no checkpoints: .* cannot be found\.\n\n✓ The log is intact\.$/)
  })

  test('is reported as broken if a chain is broken', async () => {
    const files = new Map([...changedLines(([a = '', b = '']) => [a, b])].filter(([name]) => name.startsWith('audit/')))
    const verdict = await verdictOf(files)
    expect(verdict).toMatchObject({ isIntact: false, isInconclusive: false })
    expect(reportOf(verdict)).toMatch(/✗ The log is broken: \d+ findings?\.$/)
  })
})

describe('the log of one of several sites', () => {
  test('can be verified separately, with only its own files', async () => {
    const both = await exportedLog(
      [
        [
          [0, 1, 0],
          [0, 1],
        ],
      ],
      ['acme', 'brand'],
    )
    const own = new Map(
      [...both.files]
        .filter(([name]) => !name.includes('/brand.'))
        .map(([name, old]) => [
          name,
          name.startsWith('audit/') ? text(lines(old).filter((line) => !line.includes('"brand#'))) : old,
        ]),
    )
    expect(await verdictOf(own, { site: 'acme' })).toMatchObject({ isIntact: true, records: 3, chains: 1 })
    expect((await verdictOf(own)).isIntact).toBe(false)
  })
})

test('the report of a verification contains no control characters from a record', async () => {
  const [line] = lines(log.files.get(first) ?? '')
  const evil = JSON.stringify({ ...recordIn(line), chain: 'acme#conversation#\u001b[31m\u202e\tx' })
  const verdict = await verdictOf(new Map([...log.files, ['audit/2030/01/15/9-9.jsonl', `${evil}\n`]]))
  expect(verdict.isIntact).toBe(false)
  for (const character of ['\u001b', '\u202e', '\t']) expect(reportOf(verdict)).not.toContain(character)
})
