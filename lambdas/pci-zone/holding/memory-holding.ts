/** The holding of the local run, in the memory of its process. Deleted answers are overwritten with zeros. */
import type { Clock } from '../../core/clock.ts'
import { Fault } from '../../core/fault.ts'
import { readHeldValue, writeHeldValue } from './held-value.ts'
import type { Holding } from './holding.ts'

export interface MemoryHoldingPorts {
  readonly clock: Clock
  /** The maximum number and total size of the entries. An entry that would exceed either limit is refused. */
  readonly maximumEntries?: number
  readonly maximumBytes?: number
}

interface Entry {
  readonly value: Buffer
  readonly expiresAt: number
  timer: NodeJS.Timeout
}

export function memoryHolding({
  clock,
  maximumEntries = 10_000,
  maximumBytes = 64 * 1024 * 1024,
}: MemoryHoldingPorts): Holding {
  const entries = new Map<string, Entry>()
  let bytes = 0

  const forget = (submissionId: string): void => {
    const entry = entries.get(submissionId)
    if (entry === undefined) return
    entries.delete(submissionId)
    clearTimeout(entry.timer)
    bytes -= entry.value.length
    entry.value.fill(0)
  }

  /**
   * Deletes an entry when it has expired. The clock decides, because a timer may differ from the clock by milliseconds,
   * and the clock of a test may stand still.
   */
  const forgetWhenExpired = (submissionId: string, expiresAt: number): NodeJS.Timeout =>
    setTimeout(
      () => {
        const entry = entries.get(submissionId)
        if (entry === undefined) return
        if (clock.now() >= expiresAt) forget(submissionId)
        else entry.timer = forgetWhenExpired(submissionId, expiresAt)
      },
      Math.max(1, expiresAt - clock.now()),
    ).unref()

  return {
    async put(submissionId, sealed, seconds) {
      const expiresAt = clock.now() + seconds * 1_000
      const value = Buffer.from(writeHeldValue(sealed, expiresAt), 'utf8')
      for (const [id, entry] of entries) if (clock.now() >= entry.expiresAt) forget(id)
      const full = entries.size >= maximumEntries || bytes + value.length > maximumBytes
      if (full || entries.has(submissionId)) {
        value.fill(0)
        throw new Fault('holding-failed')
      }
      bytes += value.length
      entries.set(submissionId, { value, expiresAt, timer: forgetWhenExpired(submissionId, expiresAt) })
    },

    async take(submissionId) {
      const text = entries.get(submissionId)?.value.toString('utf8')
      forget(submissionId)
      return text === undefined ? undefined : readHeldValue(text, clock.now())
    },

    async discard(submissionId) {
      forget(submissionId)
    },
  }
}
