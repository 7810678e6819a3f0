import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allProofs } from '../../tools/prove/all-proofs.ts'
import { sentenceIds, sentences } from '../../tools/prove/sentences.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/proven.md'), 'utf8')

test('docs/proven.md lists the sentences that npm run prove checks', () => {
  const [, list = ''] = /Only AWS can show that\n\n(.*?)\n\n## /s.exec(guide) ?? []
  const listed = list
    .split(/^\* /m)
    .slice(1)
    .map((item) => item.trim().replaceAll(/\s+/g, ' ').replace(/[;.]$/, ''))
  expect(listed).toEqual(Object.values(sentences))
})

test('each sentence has one proof; the commands of the run itself answer two', () => {
  const answered = [...allProofs.map(({ id }) => id), 'deployed', 'destroyed']
  expect(answered.sort()).toEqual([...sentenceIds].sort())
})
