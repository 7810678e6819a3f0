/** Measures the download size of both pages, and the time until a slow phone can use them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { startLocal } from '../../local/run.ts'
import { launchChromium } from '../../test/kit/browser/chromium.ts'
import { startCompressingProxy } from './compressing-proxy.ts'
import { prepareSite } from './prepare-site.ts'
import { timeToUsableMs } from './time-to-usable.ts'
import { embeddingScriptWeights, pageWeights, weightBudgets } from './weights.ts'

/** The upper limit and the goal for a measured value. */
export interface Budget {
  readonly maximum: number
  readonly goal: number
}

export interface MeasuredWeight {
  readonly name: string
  /** The compressed size. */
  readonly bytes: number
  readonly budget?: Budget
}

export interface MeasuredTime {
  readonly page: 'visitor' | 'agent'
  /** The duration of each run in milliseconds. */
  readonly runs: readonly number[]
  readonly medianMs: number
  readonly budget: Budget
}

const runs = 5
const timeBudgets = { visitor: { maximum: 1_000, goal: 700 }, agent: { maximum: 1_500, goal: 1_000 } } as const
const pages = ['visitor', 'agent'] as const

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

export const weighPages = async (): Promise<readonly MeasuredWeight[]> => {
  const built = await buildPages()
  const weights = pageWeights(built)
  const names = ['visitor, until the first question', 'visitor, until the receipt', 'agent'] as const
  const ofPages = names.map((name) => ({ name, bytes: weights[name], budget: weightBudgets[name] }))
  return [...ofPages, ...embeddingScriptWeights(built)]
}

/**
 * Measures the time until each page is usable. If Chromium cannot be started, prints the reason and returns
 * `undefined`.
 */
export const timePages = async (): Promise<readonly MeasuredTime[] | undefined> => {
  const browser = await launchChromium()
  if (browser === undefined) return undefined
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
    return pages.map((page) => ({
      page,
      runs: times[page],
      medianMs: median(times[page]),
      budget: timeBudgets[page],
    }))
  } finally {
    front.close()
    await local.close()
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}
