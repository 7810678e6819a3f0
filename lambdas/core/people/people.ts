import type { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import type { Decision, DecisionRefusal } from './administrator.ts'
import type { PersonRecord } from './person.ts'

export interface PersonRef {
  readonly siteId: SiteId
  readonly issuer: string
  readonly subject: AgentId
}

/** The settings that an administrator makes for a person. */
export interface PersonSetting {
  readonly enabled: boolean
  /** The profile. It overrides the profile in the person's token. If absent, the profile in the token applies. */
  readonly profile?: string | undefined
}

export interface People {
  /**
   * Replaces the settings of a person and records the decision, in one transaction. The person need not have a record.
   * Disabling permanently ends every sign-in up to `now`. Enabling clears the failed sign-ins and counts as activity,
   * so that the person is not disabled again for inactivity. With `ifSetting`, the write takes effect only if
   * `ifSetting` is the current setting. Throws `storage-failed` if the outcome is unknown, and `storage-conflict` if
   * every attempt fails.
   */
  put(
    person: PersonRef,
    setting: PersonSetting,
    decision: Decision & { readonly ifSetting?: PersonSetting },
  ): Promise<{ readonly put: true } | DecisionRefusal>
  /**
   * Lists at most `limit` people of a site and an issuer who have a record. They are ordered by subject and start after
   * the given subject.
   */
  list(
    of: Pick<PersonRef, 'siteId' | 'issuer'>,
    page: { limit: number; after?: AgentId | undefined },
  ): Promise<{ people: readonly PersonRecord[]; next?: AgentId }>
}
