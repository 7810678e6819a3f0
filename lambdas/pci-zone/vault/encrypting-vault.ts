import type { DataKeyMaker } from './data-keys.ts'
import { encryptAnswers } from './encrypt-answers.ts'
import type { EncryptingVault } from './vault.ts'

export interface EncryptingVaultPorts {
  readonly dataKeys: DataKeyMaker
}

export function encryptingVault({ dataKeys }: EncryptingVaultPorts): EncryptingVault {
  return {
    generateDataKey: (context) => dataKeys.generate(context),

    async encrypt(answers, dataKey, context) {
      // Encrypting with a key of zeros would not fail, but anyone could decrypt the result.
      if (dataKey.plaintext.every((byte) => byte === 0)) throw new TypeError('A data key can encrypt only once.')
      try {
        return await encryptAnswers(answers, dataKey.plaintext, context)
      } finally {
        dataKey.plaintext.fill(0)
      }
    },
  }
}
