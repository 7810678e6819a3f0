import type { DataKeyOpener } from './data-keys.ts'
import { decryptAnswers } from './decrypt-answers.ts'
import type { DecryptingVault } from './vault.ts'

export interface DecryptingVaultPorts {
  readonly dataKeys: DataKeyOpener
}

export function decryptingVault({ dataKeys }: DecryptingVaultPorts): DecryptingVault {
  return {
    async decrypt({ message, wrappedKey }, context) {
      const dataKey = await dataKeys.unwrap(wrappedKey, context)
      if (dataKey === 'integrity-failed') return 'integrity-failed'
      try {
        const answers = await decryptAnswers(message, dataKey, context)
        return answers === 'integrity-failed' ? 'integrity-failed' : { answers }
      } finally {
        dataKey.fill(0)
      }
    },
  }
}
