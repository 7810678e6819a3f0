/** `npm run bench:pages`: what both pages weigh, and how long a slow phone takes until they can be used. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { startLocal } from '../../local/run.ts'
import { launchChromium } from '../../test/browser.ts'
import { startCompressingProxy } from './compressing-proxy.ts'
import { prepareSite } from './prepare-site.ts'
import { timeToUsableMs } from './time-to-usable.ts'
import { embeddingScriptWeights, pageWeight, weightBudgets } from './weights.ts'

const runs = 5
const timeBudgets = { visitor: { most: 1_000, aim: 700 }, agent: { most: 1_500, aim: 1_000 } } as const

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
const row = (...cells: readonly string[]) =>
  console.log(cells.map((cell, place) => (place === 0 ? cell.padEnd(34) : cell.padStart(14))).join(''))

const weighAll = async () => {
  const built = await buildPages()
  row('compressed weight (brotli)', 'is', 'must', 'aim')
  for (const page of ['visitor', 'agent'] as const) {
    row(
      `${page}, heaviest language`,
      kilobytes(pageWeight(built, page).bytes),
      kilobytes(weightBudgets[page].most),
      kilobytes(weightBudgets[page].aim),
    )
  }
  for (const { name, bytes } of embeddingScriptWeights(built)) row(name, kilobytes(bytes))
}

const timeAll = async () => {
  const browser = await launchChromium()
  if (browser === undefined) return
  const folder = await mkdtemp(join(tmpdir(), 'sealform-bench-'))
  const local = await startLocal({ port: 0, dataFolder: folder, rateLimits: 'off', log: { write: () => {} } })
  const extra = new Map<string, string>()
  const front = await startCompressingProxy(local.origin, extra)
  try {
    const { desk, newLink, siteId } = await prepareSite(local.origin, front.origin)
    extra.set('/desk', desk)
    const times = { visitor: [] as number[], agent: [] as number[] }
    for (let run = 0; run < runs; run++) {
      times.visitor.push(await timeToUsableMs(browser, { address: await newLink(), selector: '#form input' }))
      times.agent.push(
        await timeToUsableMs(browser, {
          address: `${front.origin}/desk`,
          selector: '#agent input[type=radio]',
          framePath: new RegExp(`/agent/${siteId}$`),
        }),
      )
    }
    row('\nusable on a slow phone, median of 5', 'is', 'must', 'aim')
    for (const page of ['visitor', 'agent'] as const) {
      const spread = `${Math.round(Math.min(...times[page]))}–${Math.round(Math.max(...times[page]))}`
      row(
        page,
        `${Math.round(median(times[page]))} ms`,
        `${timeBudgets[page].most} ms`,
        `${timeBudgets[page].aim} ms`,
        spread,
      )
    }
  } finally {
    front.close()
    await local.close()
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}

await weighAll()
await timeAll()
