import type { Log } from '../../core/log.ts'

/** A log that writes one JSON object per line to standard output, where Lambda and the local run collect it. */
export const jsonLog = (now: () => number = Date.now): Log => ({
  write(line) {
    process.stdout.write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`)
  },
})
