/** Compares the cost of a subject with that of a control. Both alternate, so a busy machine slows down both alike. */
import type { Reading } from './measure.ts'

export interface Comparison {
  /** Returns the cost of one round, such as its CPU time. */
  readonly subject: () => Promise<number>
  readonly control: () => Promise<number>
  readonly rounds: number
  /** How often subject and control alternate in a round. A busy machine changes its speed within a second. Default: 1. */
  readonly turns?: number
}

export const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

/** Returns the median of the rounds' ratios. The first round warms up and does not count. */
export const ratioOf = async ({ subject, control, rounds, turns = 1 }: Comparison): Promise<Required<Reading>> => {
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const cost = { subject: 0, control: 0 }
    for (let turn = 0; turn < turns; turn++) {
      cost.subject += await subject()
      cost.control += await control()
    }
    if (round > 0) ratios.push(cost.subject / cost.control)
  }
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
  return { value: medianOf(ratios), note: `${rounds} rounds, ${low.toPrecision(3)}–${high.toPrecision(3)}` }
}

/** Runs the work and returns the CPU time of this process in microseconds. */
export const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
