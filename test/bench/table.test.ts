import { expect, test } from 'vitest'
import type { Row } from '../../bench/measure.ts'
import { performancePicture } from '../../bench/performance-picture.ts'
import { comparisonOf, tableOf } from '../../bench/table.ts'

const base = { id: 'P6.pci', name: 'largest bundle', unit: 'KB', kind: 'size', must: 180, aim: 130 } as const
const measured: Row = { ...base, november: 206, reading: { value: 170, note: 'retrieve-submission' } }
const unmeasured: Row = { ...base, id: 'P1.warm', name: 'service time', unit: 'ms' }

test('the table says which limits are reached, and which rows were not measured', () => {
  expect(tableOf([measured, unmeasured]).split('\n').slice(2)).toEqual([
    '| P6 | largest bundle | 206 KB | ≤ 180 KB | ≤ 130 KB | **170 KB**, must reached | retrieve-submission |',
    '| P1 | service time |  | ≤ 180 ms | ≤ 130 ms | not measured here |  |',
  ])
})

test('the comparison divides each result by the earlier one', () => {
  const earlier = { date: '2026-11-01', scale: 'quick', machine: 'm', results: { 'P6.pci': { value: 200 } } } as const
  expect(comparisonOf([measured, unmeasured], earlier).split('\n').slice(2)).toEqual([
    '| P6.pci | largest bundle | 200 KB | 170 KB | 0.85 |',
  ])
})

test('the picture has a bar for each result and escapes its texts', () => {
  const svg = performancePicture([{ ...measured, name: 'a < b' }, unmeasured])
  expect(svg).toContain('a &lt; b')
  expect(svg).toContain('not measured')
})
