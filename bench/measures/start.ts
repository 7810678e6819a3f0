/** P12: what the README's first command installs, and how long the local run takes to start. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../bundles.ts'
import { installedSize } from '../installed-size.ts'
import { medianOf } from '../interleaved.ts'
import type { Measure } from '../measure.ts'

/** Starts the local run in memory, and returns the seconds until it prints that it is ready. */
const secondsUntilReady = async (): Promise<number> => {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin/local.ts'), '--memory'], {
    env: { ...process.env, PORT: '0', DEMO_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    if (printed.includes('is ready')) break
  }
  const seconds = (performance.now() - began) / 1_000
  child.kill('SIGINT')
  await exited
  if (!printed.includes('is ready')) throw new Error('The local run did not start.')
  return seconds
}

export const start: Measure = {
  id: 'P12',
  targets: {
    installed: {
      name: 'npm install, beside Node',
      ...{ unit: 'MB', kind: 'size', must: 150, aim: 100, november: 881 },
    },
    ready: { name: 'start to ready', unit: 's', kind: 'time', must: 2, aim: 1, november: 3 },
  },
  async run(scale) {
    const starts: number[] = []
    for (let each = 0; each < (scale === 'full' ? 9 : 3); each++) starts.push(await secondsUntilReady())
    return {
      installed: { value: installedSize(root) / 1e6 },
      ready: { value: medianOf(starts), note: `in memory, median of ${starts.length}` },
    }
  },
}
