/** The rules on what AWS refuses or takes for a default: each finds its planted breach and accepts its compliant resource. */
import { expect, test } from 'vitest'
import { AwsPitfallChecks, awsPitfalls } from '../../../lib/compliance/aws-pitfalls.ts'
import { pitfallBreaches } from './planted/pitfalls.ts'
import { rulesBrokenBy } from './rules-broken-by.ts'

const foundBy = (rule: string, plant: (typeof pitfallBreaches)[number]['breach']) =>
  rulesBrokenBy(new AwsPitfallChecks(), plant).filter((each) => each.startsWith(`AWS.Pitfalls-${rule}: `))

test.each(pitfallBreaches)('$rule: $description', ({ rule, breach }) => {
  expect(foundBy(rule, breach)).toEqual([expect.stringMatching(/ - \(https:\/\/\S+\)$/)])
})

test.each(pitfallBreaches.flatMap(({ compliant, ...rest }) => (compliant ? [{ ...rest, kept: compliant }] : [])))(
  '$rule accepts a compliant resource: $description',
  ({ rule, kept }) => {
    expect(foundBy(rule, kept)).toEqual([])
  },
)

test('each rule has a source, and an example of a breach and of a compliant resource', () => {
  const names = new Set(awsPitfalls.map(({ name }) => name))
  expect(names.size).toBe(awsPitfalls.length)
  expect(new Set(pitfallBreaches.map(({ rule }) => rule))).toEqual(names)
  expect(new Set(pitfallBreaches.flatMap(({ compliant, rule }) => (compliant ? [rule] : [])))).toEqual(names)
  expect(awsPitfalls.map(({ learnedFrom }) => learnedFrom).filter((each) => !URL.canParse(each))).toEqual([])
})
