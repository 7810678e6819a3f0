/** The half of `measured-process.ts` that runs in the measured process. */

/** The size of everything that the process still refers to. The process must be started with `--expose-gc`. */
const memoryBytes = (): number => {
  if (globalThis.gc === undefined) throw new Error('The process was started without --expose-gc.')
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/**
 * Reports that the process is ready. From then on, answers the message `memory` with the size of the memory in use, and
 * each other message with the CPU time. Ends with its parent.
 */
export const reportUsage = (ready: {
  readonly origin: string
  readonly databaseEndpoint?: string | undefined
}): void => {
  process.on('message', (message) => {
    if (message === 'memory') return process.send?.({ memoryBytes: memoryBytes() })
    const { user, system } = process.cpuUsage()
    return process.send?.({ cpuMicroseconds: user + system })
  })
  process.send?.(ready)
}
