import { expect, test } from 'vitest'
import { expectPromisesHold, frequentOutcomes } from './protocol-property.ts'

/** protocol.property.full.test.ts makes ten thousand. */
test('no promise is broken in two hundred random runs', async () => {
  expect(await expectPromisesHold(200)).toEqual(expect.arrayContaining(frequentOutcomes))
})
