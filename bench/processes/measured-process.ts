/** Runs a program of this folder in its own process, so that its CPU time and memory are measured apart from those of its client. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Ready = z.object({ origin: z.string(), databaseEndpoint: z.optional(z.string()) })
const Cpu = z.object({ cpuMicroseconds: z.number() })
const Memory = z.object({ memoryBytes: z.number() })

export interface MeasuredProcess extends z.infer<typeof Ready> {
  /** Returns the CPU time that the process has used since its start. */
  cpuMicroseconds(): Promise<number>
  /** Returns the size of the JavaScript heap and of the buffers outside it, after a garbage collection. */
  memoryBytes(): Promise<number>
  stop(): Promise<void>
}

/** Starts the program, and returns when it is ready. Throws if it ends before. */
export const startMeasured = async (program: string, ...args: readonly string[]): Promise<MeasuredProcess> => {
  const child = fork(join(import.meta.dirname, program), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  })
  const ended = once(child, 'exit')
  const failed = ended.then(() => {
    throw new Error(`${program} ended.`)
  })
  failed.catch(() => {})
  const answer = async (): Promise<unknown> => {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), failed])
    return message
  }
  const ready = Ready.parse(await answer())
  return {
    ...ready,
    async cpuMicroseconds() {
      child.send('cpu')
      return Cpu.parse(await answer()).cpuMicroseconds
    },
    async memoryBytes() {
      child.send('memory')
      return Memory.parse(await answer()).memoryBytes
    },
    async stop() {
      child.disconnect()
      await ended
    },
  }
}
