/** Draws each result relative to its limit. A bar that ends left of the line is within the limit. */
import type { Row } from './measure.ts'
import { bar, colours, picture, textAt, verticalLine } from './svg.ts'
import { numberOf } from './table.ts'

const [labels, widthOfOne, most, rowHeight, top] = [470, 150, 2.5, 22, 44] as const

/** Returns how far the result is from its limit: 1 is at the limit, less is better. */
const shareOfLimit = ({ reading, must, higherIsBetter }: Row): number | undefined => {
  if (reading === undefined) return undefined
  if (must === 0) return reading.value === 0 ? 0 : most
  return higherIsBetter ? must / reading.value : reading.value / must
}

export const performancePicture = (rows: readonly Row[]): string => {
  const height = top + rows.length * rowHeight + 12
  const limit = labels + widthOfOne
  const parts = rows.flatMap((row, place) => {
    const y = top + place * rowHeight
    const share = shareOfLimit(row)
    const label = textAt(labels - 8, y + 11, `${row.id.split('.')[0]}  ${row.name}`, 'end')
    if (share === undefined) return [label, textAt(labels + 4, y + 11, 'not measured')]
    const width = Math.min(share, most) * widthOfOne
    const value = numberOf(row.reading?.value ?? 0, row.unit)
    return [
      label,
      bar(labels, y, width, share <= 1 ? colours.good : colours.open),
      textAt(labels + width + 6, y + 11, share > most ? `${value} →` : value),
    ]
  })
  return picture(labels + widthOfOne * most + 90, height, 'Results of npm run bench, relative to their limits', [
    textAt(limit, 20, 'must', 'middle'),
    verticalLine(limit, 28, height - 8, colours.line),
    ...parts,
  ])
}
