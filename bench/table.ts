/** Renders the rows of a run as a Markdown table. */
import { isWithin, type Row } from './measure.ts'
import type { RunRecord } from './run-record.ts'

export const numberOf = (value: number, unit = ''): string => {
  const digits =
    Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(3)))
  if (unit === '$') return `$${digits}`
  return unit === '' || unit === '×' ? digits : `${digits} ${unit}`
}

const stateOf = ({ reading, ...row }: Row): string => {
  if (reading === undefined) return 'not measured here'
  const value = numberOf(reading.value, row.unit)
  if (isWithin(reading.value, row.aim, row)) return `**${value}**, aim reached`
  return isWithin(reading.value, row.must, row) ? `**${value}**, must reached` : `**${value}**`
}

const boundOf = (bound: number, { unit, higherIsBetter }: Row): string =>
  `${higherIsBetter ? '≥' : '≤'} ${numberOf(bound, unit)}`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export const tableOf = (rows: readonly Row[]): string =>
  [
    line(['', 'measure', 'November 2026', 'must', 'aim', 'result', 'how']),
    '|---|---|---:|---:|---:|---:|---|',
    ...rows.map((row) =>
      line([
        row.id.split('.')[0] ?? '',
        row.name,
        row.november === undefined ? '' : numberOf(row.november, row.unit),
        boundOf(row.must, row),
        boundOf(row.aim, row),
        stateOf(row),
        row.reading?.note ?? '',
      ]),
    ),
  ].join('\n')

/** Returns the ratio of each result to that of an earlier run. */
export const comparisonOf = (rows: readonly Row[], { results, date }: RunRecord): string =>
  [
    line(['', 'measure', date, 'now', 'now ÷ then']),
    '|---|---|---:|---:|---:|',
    ...rows.flatMap(({ id, name, unit, reading }) => {
      const then = results[id]
      if (reading === undefined || then === undefined) return []
      const ratio = then.value === reading.value ? '1' : numberOf(reading.value / then.value)
      return [line([id, name, numberOf(then.value, unit), numberOf(reading.value, unit), ratio])]
    }),
  ].join('\n')
