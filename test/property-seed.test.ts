import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
  fc.resetConfigureGlobal()
})

const drawnWith = async (seed: string): Promise<readonly number[]> => {
  vi.stubEnv('PROPERTY_SEED', seed)
  vi.resetModules()
  await import('./property-seed.ts')
  const drawn: number[] = []
  fc.assert(
    fc.property(fc.integer(), (number) => void drawn.push(number)),
    { numRuns: 20 },
  )
  return drawn
}

test('a property test generates the same values from the same seed, and different values from another seed', async () => {
  const first = await drawnWith('42')
  expect(first).toHaveLength(20)
  expect(await drawnWith('42')).toEqual(first)
  expect(await drawnWith('43')).not.toEqual(first)
})
