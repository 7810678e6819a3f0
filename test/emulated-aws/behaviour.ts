import type { EmulatedAccount } from './clients.ts'
import type { DeployedStage } from './deployed-stage.ts'
import type { SignIn } from './sign-in.ts'

/** An account with the demo stage in it. */
export interface ProbeContext {
  readonly account: EmulatedAccount
  readonly stage: DeployedStage
  readonly signIn: SignIn
}

/** Tests by their names, whose results say nothing where what they lean on is only pretended. */
export interface DependentTests {
  /** Of the end-to-end suite, with the names of their groups before them. */
  readonly endToEnd?: readonly string[]
  readonly smoke?: readonly string[]
  /** Of the tests of a deployed stage. */
  readonly deployed?: readonly string[]
}

/** `kept` is what AWS promises; of what the emulator only pretends no result of these tests says anything. */
export interface AwsBehaviour {
  /** A sentence that is true of AWS. */
  readonly sentence: string
  readonly expected: 'kept' | 'pretended'
  readonly dependentTests?: DependentTests
  /** Whether the sentence is true of this account. */
  holds(place: ProbeContext): Promise<boolean>
}
