import type { VaultContext } from './data-keys.ts'

/**
 * Returns the context with the names that KMS, CloudTrail, key policies (`kms:EncryptionContextKeys`) and stored
 * messages use.
 */
export function encryptionContext(context: VaultContext): Record<string, string> {
  return {
    site: context.siteId,
    form: context.formId,
    submission: context.submissionId,
    template: context.templateVersion,
    record: context.record,
  }
}

/** True if the entries are exactly those of the context. No entry may be missing, added or different. */
export function isEncryptionContextOf(context: VaultContext, found: Readonly<Record<string, string>>): boolean {
  const expected = Object.entries(encryptionContext(context))
  return (
    Object.keys(found).length === expected.length &&
    expected.every(([name, value]) => Object.hasOwn(found, name) && found[name] === value)
  )
}
