import { expect, test } from 'vitest'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { cachedPages } from '../../local/cached-pages.ts'

test('cached pages are identical to newly built pages', async () => {
  await cachedPages()
  expect(await cachedPages()).toEqual(await buildPages())
}, 60_000)
