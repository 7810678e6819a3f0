import type { SiteEvent } from '../audit/audit.ts'
import type { SessionRecord } from './session.ts'
import type { SignIns } from './sign-ins.ts'

export interface Sessions extends SignIns {
  /** Stores the session of a sign-in when it is first used. Returns false if it is already stored. */
  create(session: SessionRecord, sweepAt: number): Promise<boolean>
  /** Moves *last seen* forward. Returns false if the session has ended. */
  touch(sessionHash: string, lastSeenAt: number): Promise<boolean>
  /**
   * Ends a session permanently, even if the session was never stored. Returns false if the session had already ended.
   * With an event, the change and its audit record in a day chain are one transaction.
   */
  end(session: SessionRecord, sweepAt: number, event?: SiteEvent): Promise<boolean>
}
