/**
 * The ports to what is stored. Every read is consistent; every write carries its own conditions, expiry among them, and
 * the condition is what decides. All of them throw `storage-failed` when the store does not answer, and then the caller
 * cannot know whether the write took effect; each is made so that asking again is safe.
 */
import type { AgentId, ConversationId, FormId, SiteId, TemplateId } from '../../contracts/identifiers.ts'
import type { Template } from '../../contracts/template.ts'
import type { SignIns } from './people/sign-ins.ts'
import type {
  ConversationRecord,
  FormRecord,
  FormState,
  KeyRecord,
  PersonRecord,
  SessionRecord,
  SiteRecord,
  TemplateRecord,
} from './records.ts'

export interface ConversationRef {
  readonly siteId: SiteId
  readonly conversationId: ConversationId
}

export interface VisitorOfSite {
  readonly siteId: SiteId
  /** SHA-256 of the visitor reference. */
  readonly visitorHash: string
}

export interface PersonRef {
  readonly siteId: SiteId
  readonly issuer: string
  readonly subject: AgentId
}

export interface TemplateRef {
  readonly siteId: SiteId
  readonly templateId: TemplateId
  readonly version: number | 'latest'
}

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

export interface Records {
  /** All that is wanted, read together and consistently. Throws `stored-item-malformed` when an item does not parse. */
  read(wanted: Wanted): Promise<Found>
}

export interface Conversations {
  /** Stores a new conversation; false when there is one of that id already. */
  open(conversation: ConversationRecord): Promise<boolean>
  /** Assigns an active conversation to an agent; false when it is closed. `visitorRef` is kept when absent. */
  assign(
    conversation: ConversationRef,
    to: { agentId: AgentId; visitorRef?: string | undefined; now: number },
  ): Promise<boolean>
  /**
   * Keeps an active conversation, and what leads to it, until nothing can be left of a form that was sent in it by this time.
   * Answers with the conversation as it stands, kept or closed, or with nothing when there is none.
   */
  keep(conversation: ConversationRef, sentAt: number): Promise<ConversationRecord | undefined>
  /** Closes an active conversation; false when it was closed already. A closed one never reopens. */
  close(conversation: ConversationRef, closedAt: number): Promise<boolean>
  /** Marks an active or closed conversation: of what was sent in it until then nothing is submitted or shown any more. */
  erase(conversation: ConversationRef, erasedAt: number): Promise<void>
  /** The conversations that this visitor was ever named in, by the hash of the reference, in a stable order. */
  ofVisitor(
    visitor: VisitorOfSite,
    page: { limit: number; after?: ConversationId | undefined },
  ): Promise<{ conversationIds: readonly ConversationId[]; next?: ConversationId }>
}

/** Which states a form may be in, and what else must hold, for a change to take effect. */
export interface FormCondition {
  readonly states: readonly FormState[]
  readonly generation: number
  /** The visitor that the form must be bound to. */
  readonly visitorHash?: string
  /** The visitor that the form must be bound to, unless it is bound to nobody yet. */
  readonly unboundOrBoundTo?: string
  /** The form must not have ended at this time. */
  readonly notEndedAt?: number
}

/** What a change sets. `undefined` removes. */
export type FormChange = {
  readonly [Field in
    | 'state'
    | 'generation'
    | 'expiresAt'
    | 'sealingKey'
    | 'visitorHash'
    | 'openedAt'
    | 'settings'
    | 'sentAt'
    | 'chainPlace']?: FormRecord[Field] | undefined
}

export interface Forms {
  /** Stores a new form, its open key and its pointer under the conversation. */
  add(form: FormRecord, openKey: KeyRecord): Promise<void>
  /**
   * Changes a form if the condition holds and its conversation is not over; answers with the form **as it was**,
   * or with nothing when the condition did not hold. One that is sent anew is kept, and found, as long as a new one.
   */
  change(formId: FormId, condition: FormCondition, change: FormChange): Promise<FormRecord | undefined>
  /**
   * The forms of a conversation in a stable order, `limit` at most, after the form named. Beside them those that were sent in it, or
   * nearly, and are not there.
   */
  ofConversation(
    conversation: ConversationRef,
    page: { limit: number; after?: FormId | undefined },
  ): Promise<{ forms: readonly FormRecord[]; missing?: readonly FormId[]; next?: FormId }>
  /** Marks a form as over, whatever its state. Repeats safely. */
  end(formId: FormId, closedAt: number): Promise<void>
  /** Marks a form that was sent until then, and that nothing was submitted to, as erased. Repeats safely. */
  erase(formId: FormId, erasedAt: number): Promise<void>
}

export interface Keys {
  add(key: KeyRecord): Promise<void>
  /**
   * Claims an open key for a visitor: it must be an open key, not expired at `now`, and unclaimed or claimed by this very
   * visitor. Answers with the key claimed, or with what stands there instead, if anything.
   */
  claimForVisitor(
    keyHash: string,
    claim: { visitorHash: string; now: number },
  ): Promise<{ readonly claimed: KeyRecord } | { readonly refused: KeyRecord | undefined }>
}

export interface Sessions extends SignIns {
  /** Stores the session of a sign-in at its first use; false when it is stored already. */
  create(session: SessionRecord, sweepAt: number): Promise<boolean>
  /** Moves *last seen* forward, unless the session has ended; false when it has. */
  touch(sessionHash: string, lastSeenAt: number): Promise<boolean>
  /** Ends a session for good; false when it had ended already. Works on one that was never stored. */
  end(session: SessionRecord, sweepAt: number): Promise<boolean>
}

/** What an administrator decides of a person. */
export interface PersonSetting {
  readonly enabled: boolean
  /** Wins over the token's; absent: the token's counts. */
  readonly profile?: string | undefined
}

export interface People {
  /**
   * Replaces what was decided of a person, known or not, and answers with the person as they now are. Disabling ends every
   * sign-in up to `now` for good; enabling forgets the failed ones and counts as a use, so that nobody is found unused at once.
   */
  put(person: PersonRef, setting: PersonSetting, now: number): Promise<PersonRecord>
  /** The people of a site and an issuer of whom anything is known, by subject, `limit` at most, after the one named. */
  list(
    of: Pick<PersonRef, 'siteId' | 'issuer'>,
    page: { limit: number; after?: AgentId | undefined },
  ): Promise<{ people: readonly PersonRecord[]; next?: AgentId }>
}

export interface Sites {
  /** Replaces the settings of a site, and answers with those that stood there. */
  put(site: SiteRecord): Promise<SiteRecord | undefined>
}

export interface Templates {
  /** The latest version of each template in the order of their ids, `limit` at most, after the one named. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /** Stores the version after the latest, enabled, and makes it the latest. Two at once get two versions. */
  addVersion(siteId: SiteId, template: Omit<Template, 'version'>): Promise<Template>
  /** Switches a template off; false when there is none. What was sent goes on. */
  disable(siteId: SiteId, templateId: TemplateId): Promise<boolean>
}
