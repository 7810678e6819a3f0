/** P6: the compressed size of the largest bundle, which a cold start fetches. */
import type { Bundle } from '../../tools/bundle/bundle.ts'
import { builtBundles } from '../bundles.ts'
import type { Measure, Reading, Readings } from '../measure.ts'

const largest = (bundles: readonly Bundle[]): Reading => {
  const bundle = bundles.toSorted((one, other) => other.compressedBytes - one.compressedBytes)[0]
  return { value: (bundle?.compressedBytes ?? Number.NaN) / 1024, note: `${bundle?.step}` }
}

export const sizesOf = (bundles: readonly Bundle[]): Readings => {
  return {
    control: largest(bundles.filter(({ zone }) => zone === 'control-zone')),
    pci: largest(bundles.filter(({ zone }) => zone === 'pci-zone')),
  }
}

export const bundleSize: Measure = {
  id: 'P6',
  targets: {
    control: { name: 'largest bundle of the control zone', unit: 'KB', kind: 'size', must: 98, aim: 90, november: 98 },
    pci: { name: 'largest bundle of the PCI zone', unit: 'KB', kind: 'size', must: 180, aim: 130, november: 206 },
  },
  run: async () => sizesOf(await builtBundles()),
}
