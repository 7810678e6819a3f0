import type { EmulatedAccount } from './clients.ts'
import type { DeployedStage } from './deployed-stage.ts'
import type { SignIn } from './sign-in.ts'

/** An account with the demo stage. */
export interface ProbeContext {
  readonly account: EmulatedAccount
  readonly stage: DeployedStage
  readonly signIn: SignIn
}

/** Names of tests whose results do not count where a behaviour that they depend on is only pretended. */
export interface DependentTests {
  /** Of the end-to-end suite, prefixed by the names of their groups. */
  readonly endToEnd?: readonly string[]
  readonly smoke?: readonly string[]
  /** Of the tests of a deployed stage. */
  readonly deployed?: readonly string[]
}

/** `kept`: the emulator behaves like AWS. `pretended`: it does not, so results of dependent tests do not count. */
export interface AwsBehaviour {
  /** A sentence that is true of AWS. */
  readonly sentence: string
  readonly expected: 'kept' | 'pretended'
  readonly dependentTests?: DependentTests
  /** Whether the sentence holds in this account. */
  holds(place: ProbeContext): Promise<boolean>
}
