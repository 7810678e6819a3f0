/** An account in which everything happens at once. */
import type { Account } from '../../../tools/prove/account.ts'

export const fakeAccount = (changes: Partial<Account> = {}): Account => {
  let version = 1
  return {
    physicalId: async (stack, name) => `${stack}-${name}`,
    logLines: async () => 2,
    hasResourcePolicy: async () => true,
    raiseAlarm: async () => {},
    executedAlarmActions: async () => 1,
    secretHash: async () => `hash-${version}`,
    rotate: async () => {
      version += 1
    },
    removeAuthenticator: async () => {},
    ...changes,
  }
}
