import { expect, test } from 'vitest'
import { embeddingScriptWeights, pageWeight, weightBudgets } from '../../../bench/pages/weights.ts'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'

const built = await buildPages()
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

test.each(['visitor', 'agent'] as const)('the page %s stays within its size limit in its largest language', (page) => {
  const { bytes } = pageWeight(built, page)
  console.info(`${page}: ${kilobytes(bytes)} compressed, of ${kilobytes(weightBudgets[page].maximum)}`)
  expect(bytes).toBeLessThan(weightBudgets[page].maximum)
  expect(bytes).toBeGreaterThan(10_000)
})

test('the embedding script for a brand’s own page is smaller than 15 KB', () => {
  for (const { name, bytes } of embeddingScriptWeights(built)) expect([name, bytes < 15_000]).toEqual([name, true])
})
