/** P11: the download size of both pages, and the time until a slow phone can use them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { startLocal } from '../../local/run.ts'
import { launchChromium } from '../../test/kit/browser/chromium.ts'
import { medianOf } from '../interleaved.ts'
import type { Measure, Readings, Scale } from '../measure.ts'
import { startCompressingProxy } from '../pages/compressing-proxy.ts'
import { prepareSite } from '../pages/prepare-site.ts'
import { timeToUsableMs } from '../pages/time-to-usable.ts'
import { pageWeights } from '../pages/weights.ts'

export const weighPages = async (): Promise<Readings> => {
  const weights = pageWeights(await buildPages())
  const note = 'compressed, in the largest language'
  return {
    question: { value: weights['visitor, until the first question'] / 1_000, note },
    receipt: { value: weights['visitor, until the receipt'] / 1_000, note },
    panel: { value: weights.agent / 1_000, note },
  }
}

/**
 * Measures the time until each page is usable, and alternates with an empty page. If Chromium cannot be started, prints
 * the reason and returns no readings.
 */
const timePages = async (scale: Scale): Promise<Readings> => {
  const browser = await launchChromium()
  if (browser === undefined) return {}
  const folder = await mkdtemp(join(tmpdir(), 'sealform-bench-'))
  const local = await startLocal({ port: 0, dataFolder: folder, rateLimits: 'off', log: { write: () => {} } })
  const extra = new Map([['/empty', '<!doctype html><html lang="en"><title>Empty</title><body><p>Empty']])
  const front = await startCompressingProxy(local.origin, extra)
  const seconds = { empty: [] as number[], visitor: [] as number[], agent: [] as number[] }
  try {
    const { desk, newLink, siteId } = await prepareSite(local.origin, front.origin)
    extra.set('/desk', desk)
    const runs = scale === 'full' ? 9 : 3
    for (let run = 0; run < runs; run++) {
      const timed = async (address: string, selector: string, framePath?: RegExp) =>
        (await timeToUsableMs(browser, { address, selector, ...(framePath && { framePath }) })) / 1_000
      seconds.empty.push(await timed(`${front.origin}/empty`, 'p'))
      seconds.visitor.push(await timed(await newLink(), '#form input'))
      const frame = new RegExp(`/agent/${siteId}$`)
      seconds.agent.push(await timed(`${front.origin}/desk`, '#agent input[type=radio]', frame))
    }
  } finally {
    front.close()
    await local.close()
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
  const empty = medianOf(seconds.empty)
  const reading = (values: readonly number[]) => ({
    value: medianOf(values),
    note: `median of ${values.length}; an empty page took ${empty.toFixed(2)} s`,
  })
  return { visitorTime: reading(seconds.visitor), agentTime: reading(seconds.agent) }
}

const weight = (name: string, must: number, aim: number) => ({ name, unit: 'KB', kind: 'size', must, aim }) as const
const time = (name: string, must: number, aim: number, november: number) =>
  ({ name, unit: 's', kind: 'time', must, aim, november }) as const

export const pages: Measure = {
  id: 'P11',
  targets: {
    question: { ...weight('visitor’s page until the first question', 50, 40), november: 49.5 },
    receipt: weight('visitor’s page until the receipt', 65, 50),
    panel: { ...weight('agent panel', 60, 50), november: 45.2 },
    visitorTime: time('visitor’s page usable on a slow phone', 1, 0.7, 1.5),
    agentTime: time('agent panel usable on a slow phone', 1.5, 1, 2),
  },
  run: async (scale) => ({ ...(await weighPages()), ...(await timePages(scale)) }),
}
