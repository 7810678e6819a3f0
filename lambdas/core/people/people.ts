import type { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import type { Decision, DecisionRefusal } from './administrator.ts'
import type { PersonRecord } from './person.ts'

export interface PersonRef {
  readonly siteId: SiteId
  readonly issuer: string
  readonly subject: AgentId
}

/** What an administrator decides of a person. */
export interface PersonSetting {
  readonly enabled: boolean
  /** Wins over the token's; absent: the token's counts. */
  readonly profile?: string | undefined
}

export interface People {
  /**
   * Replaces what was decided of a person, known or not, and puts the decision on record, in one transaction. Disabling ends every
   * sign-in up to `now` for good; enabling forgets the failed ones and counts as a use, so that nobody is found unused at once.
   * `ifSetting`: only while this is what is set. Throws `storage-failed` when it cannot know, `storage-conflict` when it never got
   * through.
   */
  put(
    person: PersonRef,
    setting: PersonSetting,
    decision: Decision & { readonly ifSetting?: PersonSetting },
  ): Promise<{ readonly put: true } | DecisionRefusal>
  /** The people of a site and an issuer of whom anything is known, by subject, `limit` at most, after the one named. */
  list(
    of: Pick<PersonRef, 'siteId' | 'issuer'>,
    page: { limit: number; after?: AgentId | undefined },
  ): Promise<{ people: readonly PersonRecord[]; next?: AgentId }>
}
