import type { Log } from '../../core/log.ts'

/** One JSON object a line on standard output, where Lambda and the local run pick it up. */
export const jsonLog = (now: () => number = Date.now): Log => ({
  write(line) {
    process.stdout.write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`)
  },
})
