/** The shape of every measure of `npm run bench`. Each measure is one file in `bench/measures`. */

/** `quick` takes seconds and runs by default; `full` is `npm run bench -- --full`. */
export type Scale = 'quick' | 'full'

/**
 * What a value is. Counts, sizes and dollars depend only on the code. Ratios compare with a control of the same run, so
 * they depend little on the machine. Times depend on the machine, and no test checks them.
 */
export type Kind = 'count' | 'size' | 'dollars' | 'ratio' | 'time'

export interface Target {
  readonly name: string
  readonly unit: string
  readonly kind: Kind
  /** The limit that the project must reach. */
  readonly must: number
  /** The goal beyond the limit. */
  readonly aim: number
  /** True if a higher value is better. */
  readonly higherIsBetter?: true
  /** The first published result, from November 2026. Absent if there was none. */
  readonly november?: number
}

export interface Reading {
  readonly value: number
  /** What a reader must know about this value, such as the spread of its rounds. */
  readonly note?: string
}

/** The readings of a run, by the names of their targets. A target without a reading was not measured. */
export type Readings = Readonly<Record<string, Reading | undefined>>

export interface Measure {
  /** The number of the measure in docs/performance.md, such as `P3`. */
  readonly id: string
  readonly targets: Readonly<Record<string, Target>>
  /** True if the measure reads the CPU time of its own process, which the code and the memory of other measures would change. */
  readonly inOwnProcess?: true
  run(scale: Scale): Promise<Readings>
}

/** A target with its reading: one row of the table. */
export interface Row extends Target {
  /** The measure and the target, such as `P10.demo`. */
  readonly id: string
  readonly reading?: Reading
}

export const rowId = (measure: Pick<Measure, 'id'>, target: string): string => `${measure.id}.${target}`

export const rowsOf = (measure: Measure, readings: Readings): readonly Row[] =>
  Object.entries(measure.targets).map(([name, target]) => {
    const reading = readings[name]
    return { ...target, id: rowId(measure, name), ...(reading && { reading }) }
  })

/** Returns true if the value is at or within the limit. */
export const isWithin = (value: number, limit: number, { higherIsBetter }: Pick<Target, 'higherIsBetter'>): boolean =>
  higherIsBetter ? value >= limit : value <= limit
