import type { PersonRecord } from './person.ts'

/** A person and the times that determine their last activity. */
export type PersonActivity = Pick<
  PersonRecord,
  'siteId' | 'issuer' | 'subject' | 'enabled' | 'lastSignInAt' | 'enabledAt'
>

export interface PeopleActivity {
  /**
   * Yields all people of all sites who have a record, page by page, in no particular order. Throws `storage-failed`. If
   * a stored item does not match its schema, throws `stored-item-malformed` after the last page.
   */
  pages(): AsyncIterable<readonly PersonActivity[]>
}
