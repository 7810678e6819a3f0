import type { PersonRecord } from './person.ts'

/** When a person last used the service. */
export type PersonActivity = Pick<
  PersonRecord,
  'siteId' | 'issuer' | 'subject' | 'enabled' | 'lastSignInAt' | 'enabledAt'
>

export interface PeopleActivity {
  /**
   * The known people of every site, page by page, unordered. Throws `storage-failed`; `stored-item-malformed` after the
   * last page when a stored item does not fit its schema.
   */
  pages(): AsyncIterable<readonly PersonActivity[]>
}
