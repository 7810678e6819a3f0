import { expect, test } from 'vitest'
import { embeddingScriptWeights, pageWeights, weightBudgets } from '../../../bench/pages/weights.ts'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'

const built = await buildPages()
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

const weights = pageWeights(built)

test.each(['visitor, until the first question', 'visitor, until the receipt', 'agent'] as const)(
  'the page stays within its size limit in its largest language: %s',
  (name) => {
    const { maximum } = weightBudgets[name]
    console.info(`${name}: ${kilobytes(weights[name])} compressed, of ${kilobytes(maximum)}`)
    expect(weights[name]).toBeLessThanOrEqual(maximum)
    expect(weights[name]).toBeGreaterThan(10_000)
  },
)

test('the embedding script for a brand’s own page is smaller than 15 KB', () => {
  for (const { name, bytes } of embeddingScriptWeights(built)) expect([name, bytes < 15_000]).toEqual([name, true])
})
