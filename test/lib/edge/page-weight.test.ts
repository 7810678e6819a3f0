import { expect, test } from 'vitest'
import { embeddingScriptWeights } from '../../../bench/pages/weights.ts'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'

test('the embedding script for a brand’s own page is smaller than 15 KB', async () => {
  const built = await buildPages()
  for (const { name, bytes } of embeddingScriptWeights(built)) expect([name, bytes < 15_000]).toEqual([name, true])
})
