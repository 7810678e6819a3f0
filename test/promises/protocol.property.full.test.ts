// full: ten thousand runs take minutes
import { expect, test } from 'vitest'
import { expectPromisesHold, frequentOutcomes, rareOutcomes } from './protocol-property.ts'

const minutes = 60_000

test('no promise is broken in ten thousand random runs', { timeout: 10 * minutes }, async () => {
  expect(await expectPromisesHold(10_000)).toEqual(expect.arrayContaining([...frequentOutcomes, ...rareOutcomes]))
})
