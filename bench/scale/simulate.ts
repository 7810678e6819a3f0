/** Computes at how many forms a second each limit is reached, and renders the table and the chart of docs/scale.md. */
import { bar, colours, picture, textAt, verticalLine } from '../svg.ts'
import type { Limit } from './limits.ts'

/** The rates that docs/scale.md discusses, in forms a second. */
export const rates = [10, 1_000, 100_000] as const

export interface Capacity extends Limit {
  /** The number of forms a second at which the limit is reached. */
  readonly formsPerSecond: number
}

/** Returns the limits in the order in which they are reached. */
export const simulate = (limits: readonly Limit[]): readonly Capacity[] =>
  limits
    .filter(({ perForm }) => perForm > 0)
    .map((limit) => ({ ...limit, formsPerSecond: limit.limit / limit.perForm }))
    .sort((one, other) => one.formsPerSecond - other.formsPerSecond)

const whole = (value: number): string => Math.floor(value).toLocaleString('en')

const loadAt = (rate: number, { formsPerSecond }: Capacity): string => {
  const share = rate / formsPerSecond
  if (share <= 1) return `${Math.ceil(share * 100)} %`
  return `**${share < 10 ? share.toFixed(1) : whole(share)} ×**`
}

export const scaleTable = (capacities: readonly Capacity[]): string =>
  [
    `| limit | kind | a second | per form | forms a second | ${rates.map((rate) => `at ${whole(rate)}`).join(' | ')} | to go further |`,
    `|---|---|---:|---:|---:|${rates.map(() => '---:|').join('')}---|`,
    ...capacities.map((capacity) => {
      const { name, source, kind, limit, perForm, formsPerSecond, change } = capacity
      const loads = rates.map((rate) => loadAt(rate, capacity)).join(' | ')
      const use = Number(perForm.toPrecision(2))
      return `| [${name}](${source}) | ${kind} | ${whole(limit)} | ${use} | ${whole(formsPerSecond)} | ${loads} | ${change} |`
    }),
  ].join('\n')

const [labels, decade, rowHeight, top] = [300, 90, 22, 44] as const

export const scaleChart = (capacities: readonly Capacity[]): string => {
  const height = top + capacities.length * rowHeight + 12
  const positionOf = (rate: number) => labels + Math.log10(rate) * decade
  return picture(positionOf(10 ** 5) + 80, height, 'Forms a second at which each limit is reached, logarithmic', [
    ...rates.flatMap((rate) => [
      textAt(positionOf(rate), 20, whole(rate), 'middle'),
      verticalLine(positionOf(rate), 28, height - 8, colours.line),
    ]),
    ...capacities.flatMap(({ name, formsPerSecond, kind }, place) => {
      const y = top + place * rowHeight
      const end = positionOf(formsPerSecond)
      return [
        textAt(labels - 8, y + 11, name.replaceAll('`', ''), 'end'),
        bar(labels, y, end - labels, kind === 'fixed' ? colours.open : colours.good),
        textAt(end + 6, y + 11, whole(formsPerSecond)),
      ]
    }),
  ])
}
