/** The resource types of both stages, including those that only a setting adds. */
import { synthesise } from '../../lib/synthesised.ts'

export const typesOfStages = (): readonly string[] => {
  const synthesised = [synthesise('demo'), synthesise('production', { trustedRanges: ['203.0.113.0/24'] })]
  return [...new Set(synthesised.flatMap(({ resources }) => resources.map(({ type }) => type)))].sort()
}
