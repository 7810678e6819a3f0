import type { SiteEvent } from '../audit/audit.ts'
import type { SessionRecord } from './session.ts'
import type { SignIns } from './sign-ins.ts'

export interface Sessions extends SignIns {
  /** Stores the session of a sign-in at its first use; false when it is stored already. */
  create(session: SessionRecord, sweepAt: number): Promise<boolean>
  /** Moves *last seen* forward, unless the session has ended; false when it has. */
  touch(sessionHash: string, lastSeenAt: number): Promise<boolean>
  /**
   * Ends a session for good; false when it had ended already. Works on one that was never stored. With an event, in one transaction with its
   * record in a chain of the day.
   */
  end(session: SessionRecord, sweepAt: number, event?: SiteEvent): Promise<boolean>
}
