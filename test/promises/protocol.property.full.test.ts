// full: ten thousand runs take minutes
import { test } from 'vitest'
import { holdsInEveryRun } from './protocol-property.ts'

const minutes = 60_000

test('No promise is broken in ten thousand runs of everything that may happen', { timeout: 10 * minutes }, async () => {
  await holdsInEveryRun({ runs: 10_000 })
})
