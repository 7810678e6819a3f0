/**
 * The ports to stored records. Every read is consistent. Every write has its own conditions, including the expiry, and
 * these conditions decide. All methods throw `storage-failed` if the store does not respond. The caller then does not
 * know whether a write took effect, but can always retry safely.
 */
import type { FormId, SiteId } from '../../../contracts/identifiers.ts'
import type { ConversationRecord } from '../conversations/conversation.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { FormRecord } from '../forms/form.ts'
import type { KeyRecord } from '../one-time-keys/key-record.ts'
import type { PersonRef } from '../people/people.ts'
import type { PersonRecord } from '../people/person.ts'
import type { SessionRecord } from '../people/session.ts'
import type { SiteRecord } from '../sites/site.ts'
import type { TemplateRecord } from '../templates/template-record.ts'
import type { TemplateRef } from '../templates/templates.ts'

/** The ids of the records that a step needs. One batch reads all of these records. */
export interface RecordLookup {
  readonly site?: SiteId
  readonly person?: PersonRef
  readonly session?: string
  readonly conversation?: ConversationRef
  readonly form?: FormId
  readonly followed?: FormId
  readonly key?: string
  readonly template?: TemplateRef
}

/** The records that were found. A record is absent if it was not requested or does not exist. */
export interface FoundRecords {
  readonly site?: SiteRecord
  readonly person?: PersonRecord
  readonly session?: SessionRecord
  readonly conversation?: ConversationRecord
  readonly form?: FormRecord
  readonly followed?: FormRecord
  readonly key?: KeyRecord
  readonly template?: TemplateRecord
}

/** Returns the records without the fields whose record is missing. */
export const omitMissingRecords = ({
  site,
  person,
  session,
  conversation,
  form,
  followed,
  key,
  template,
}: { readonly [Name in keyof Required<FoundRecords>]: FoundRecords[Name] | undefined }): FoundRecords => ({
  ...(site && { site }),
  ...(person && { person }),
  ...(session && { session }),
  ...(conversation && { conversation }),
  ...(form && { form }),
  ...(followed && { followed }),
  ...(key && { key }),
  ...(template && { template }),
})

export interface Records {
  /**
   * Reads all requested records together and consistently. Throws `stored-item-malformed` if an item does not match its
   * schema.
   */
  read(lookup: RecordLookup): Promise<FoundRecords>
}
