import type { Account } from './clients.ts'

/** `kept` is what AWS promises; of what the emulator only pretends no result of these tests says anything. */
export interface Behaviour {
  /** A sentence that is true of AWS. */
  readonly sentence: string
  readonly expected: 'kept' | 'pretended'
  /** Whether the sentence is true of this account. */
  holds(account: Account): Promise<boolean>
}
