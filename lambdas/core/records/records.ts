/**
 * The ports to what is stored. Every read is consistent; every write carries its own conditions, expiry among them, and
 * the condition is what decides. All of them throw `storage-failed` when the store does not answer, and then the caller
 * cannot know whether the write took effect; each is made so that asking again is safe.
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

/** What a step wants to know; whatever is named is fetched in one batch. */
export interface Wanted {
  readonly site?: SiteId
  readonly person?: PersonRef
  readonly session?: string
  readonly conversation?: ConversationRef
  readonly form?: FormId
  readonly followed?: FormId
  readonly key?: string
  readonly template?: TemplateRef
}

/** What was there. A record is absent when it was not asked for or does not exist. */
export interface Found {
  readonly site?: SiteRecord
  readonly person?: PersonRecord
  readonly session?: SessionRecord
  readonly conversation?: ConversationRecord
  readonly form?: FormRecord
  readonly followed?: FormRecord
  readonly key?: KeyRecord
  readonly template?: TemplateRecord
}

/** What was there among all that was looked up; a record that was not has no field. */
export const foundAmong = ({
  site,
  person,
  session,
  conversation,
  form,
  followed,
  key,
  template,
}: { readonly [Name in keyof Required<Found>]: Found[Name] | undefined }): Found => ({
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
  /** All that is wanted, read together and consistently. Throws `stored-item-malformed` when an item does not parse. */
  read(wanted: Wanted): Promise<Found>
}
