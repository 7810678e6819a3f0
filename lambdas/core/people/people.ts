import type { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import type { Decision, DecisionRefusal } from './administrator.ts'
import type { PersonRecord } from './person.ts'

export interface PersonRef {
  readonly siteId: SiteId
  readonly issuer: string
  readonly subject: AgentId
}

/** An administrator's settings for a person. */
export interface PersonSetting {
  readonly enabled: boolean
  /** Overrides the token's profile; when absent, the token's applies. */
  readonly profile?: string | undefined
}

export interface People {
  /**
   * Replaces the settings of a person, known or not, and records the decision, in one transaction. Disabling
   * permanently ends every sign-in up to `now`; enabling clears the failed ones and counts as activity, so that the
   * person is not inactive at once. `ifSetting`: only while this is the current setting. Throws `storage-failed` if the
   * outcome is unknown, `storage-conflict` if no attempt succeeds.
   */
  put(
    person: PersonRef,
    setting: PersonSetting,
    decision: Decision & { readonly ifSetting?: PersonSetting },
  ): Promise<{ readonly put: true } | DecisionRefusal>
  /** The known people of a site and an issuer, by subject, at most `limit`, after the given one. */
  list(
    of: Pick<PersonRef, 'siteId' | 'issuer'>,
    page: { limit: number; after?: AgentId | undefined },
  ): Promise<{ people: readonly PersonRecord[]; next?: AgentId }>
}
