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

test('each sentence in docs/proven.md has one proof, except two sentences, which the run’s own deploy and destroy commands prove', () => {
  const answered = [...allProofs.map(({ id }) => id), 'deployed', 'destroyed']
  expect(answered.sort()).toEqual([...sentenceIds].sort())
})
