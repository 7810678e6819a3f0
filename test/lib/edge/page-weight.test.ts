/** What a page weighs on its way to a browser: all that it loads with the heaviest of its languages, compressed as every browser takes it. */
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'

const kilobytes = 1_000
const built = await buildPages()

const weigh = (page: 'agent'): number => {
  const html = built.documents[page] ?? ''
  const named = built.files.filter(({ path }) => html.includes(`"${path}"`))
  const byNeed = built.files.filter(({ path }) => path.startsWith(`/assets/${page}-`))
  if (named.length < 3 || byNeed.length === 0) throw new Error(`the ${page} page is not all there`)
  const weights = (bodies: readonly (Uint8Array | string)[]) => bodies.map((body) => gzipSync(body).length)
  const whole = weights([html, ...named.map(({ body }) => body)]).reduce((sum, weight) => sum + weight, 0)
  return whole + Math.max(...weights(byNeed.map(({ body }) => body)))
}

/** Of 90 that it may have. */
test('the agent panel weighs less than 60 KB', () => {
  const weight = weigh('agent')
  console.info(`agent panel: ${(weight / kilobytes).toFixed(1)} KB compressed`)
  expect(weight).toBeLessThan(60 * kilobytes)
})
