/** P12: what the README's first command installs, and how long the local run takes to start. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../bundles.ts'
import { medianOf } from '../interleaved.ts'
import type { Measure } from '../measure.ts'

/** Returns the disk space of a folder in bytes, without the packages that contain Node itself. */
const sizeOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const sizes = entries
    .filter(({ name }) => !name.startsWith('node-linux-') && !name.startsWith('node-win-'))
    .map(async (entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? sizeOf(path) : (await lstat(path)).blocks * 512
    })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

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
      name: 'node_modules beside Node, all dependencies',
      ...{ unit: 'MB', kind: 'size', must: 150, aim: 100, november: 881 },
    },
    ready: { name: 'start to ready', unit: 's', kind: 'time', must: 2, aim: 1, november: 3 },
  },
  async run(scale) {
    const starts: number[] = []
    for (let each = 0; each < (scale === 'full' ? 9 : 3); each++) starts.push(await secondsUntilReady())
    return {
      installed: { value: (await sizeOf(join(root, 'node_modules'))) / 1e6 },
      ready: { value: medianOf(starts), note: `in memory, median of ${starts.length}` },
    }
  },
}
