import type { VaultContext } from '../../../../lambdas/pci-zone/vault/data-keys.ts'

export const context: VaultContext = {
  siteId: 'acme',
  formId: '3f0c8f1e-6f0b-4c11-9d57-0d6d0f3a7b21',
  submissionId: '9b2f6a44-58c3-4e0e-8f0e-2f4f3f0a9c10',
  templateVersion: 'card-payment#3',
  record: 'mA1yGCTW0bxNn8bPjJ6Ay6EE5lIDHM8K-0rMCzO0M6k',
}

/** The context with one entry changed, once for each entry. */
export const changedContexts: readonly VaultContext[] = [
  { ...context, siteId: 'acne' },
  { ...context, formId: '3f0c8f1e-6f0b-4c11-9d57-0d6d0f3a7b22' },
  { ...context, submissionId: '9b2f6a44-58c3-4e0e-8f0e-2f4f3f0a9c11' },
  { ...context, templateVersion: 'card-payment#4' },
  { ...context, record: 'mA1yGCTW0bxNn8bPjJ6Ay6EE5lIDHM8K-0rMCzO0M6l' },
  { ...context, siteId: context.formId, formId: context.siteId },
]

/** A copy with one bit changed. */
export function withFlippedBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  const index = bit >> 3
  copy[index] = (copy[index] ?? 0) ^ (1 << (bit & 7))
  return copy
}
