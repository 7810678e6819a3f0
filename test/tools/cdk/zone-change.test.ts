import { describe, expect, test } from 'vitest'
import { readDifference } from '../../../tools/cdk/stage-difference.ts'
import { describeZoneChange } from '../../../tools/cdk/zone-change.ts'
import { changedStack, counted, newStack, otherZones, unchanged } from './printed-by-cdk.ts'

const settings = { stage: 'demo', availabilityZones: ['use1-az1', 'use1-az2', 'use1-az4'] }
const changeIn = (...texts: readonly string[]) =>
  describeZoneChange(
    settings,
    readDifference(counted(texts.filter((each) => !/no differences/.test(each)).length, ...texts)),
  )

const sentence =
  'In the stage demo, availabilityZones is ["use1-az1","use1-az2","use1-az4"], but must stay ["use1-az1","use1-az2","use1-az6"]: the network is deployed in these zones, in this order, and cannot move. For other zones create another stage.'

describe('a change of the Availability Zones of a deployed stage', () => {
  test('is described in one sentence with the deployed Availability Zones', () => {
    expect(changeIn(newStack('keys'), otherZones)).toBe(sentence)
  })

  test('is found in output with terminal colours, too', () => {
    const coloured = otherZones
      .replace('[~] Output', '\u001b[0m\u001b[33m[~]\u001b[39m \u001b[36mOutput\u001b[39m')
      .replace(' AvailabilityZones: {', ' \u001b[90mAvailabilityZones\u001b[39m: \u001b[31m{')
    expect(coloured).not.toBe(otherZones)
    expect(changeIn(coloured)).toBe(sentence)
  })

  test.each([
    ['a new stage', newStack('network')],
    ['an unchanged network', unchanged('network')],
    ['another change of the network', changedStack],
  ])('is not found in %s', (_, text) => {
    expect(changeIn(text)).toBeUndefined()
  })
})
