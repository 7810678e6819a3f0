// full: ten thousand runs take minutes
import { test } from 'vitest'
import { expectPromisesHold } from './protocol-property.ts'

const minutes = 60_000

test('No promise is broken in ten thousand random runs', { timeout: 10 * minutes }, async () => {
  await expectPromisesHold({ runs: 10_000 })
})
