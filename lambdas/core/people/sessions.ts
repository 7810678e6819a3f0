import type { SiteEvent } from '../audit/audit.ts'
import type { SessionRecord } from './session.ts'
import type { SignIns } from './sign-ins.ts'

export interface Sessions extends SignIns {
  /** Stores the session of a sign-in at its first use; false when it is already stored. */
  create(session: SessionRecord, sweepAt: number): Promise<boolean>
  /** Moves *last seen* forward, unless the session has ended; false when it has. */
  touch(sessionHash: string, lastSeenAt: number): Promise<boolean>
  /**
   * Ends a session permanently; false when it had already ended. Also works for a session that was never stored. With
   * an event, in one transaction with its audit record in a day chain.
   */
  end(session: SessionRecord, sweepAt: number, event?: SiteEvent): Promise<boolean>
}
