/** Defines the items of the tables, except those of the audit table. Each kind of record has a schema and a key. */
import { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef, VisitorOfSite } from '../../core/conversations/conversations.ts'
import { FormRecord } from '../../core/forms/form.ts'
import { KeyRecord } from '../../core/one-time-keys/key-record.ts'
import type { PersonRef } from '../../core/people/people.ts'
import { PersonRecord } from '../../core/people/person.ts'
import { SessionRecord } from '../../core/people/session.ts'
import { ConnectionRecord, type PersonAtSite, TicketRecord } from '../../core/push/connections.ts'
import { SiteRecord } from '../../core/sites/site.ts'
import { TemplateRecord } from '../../core/templates/template-record.ts'
import { itemKind } from './request/item-kind.ts'

export const siteItems = itemKind({
  table: 'sites',
  schema: SiteRecord,
  keyOf: ({ siteId }: Pick<SiteRecord, 'siteId'>) => ({ siteId }),
})

/**
 * The partition of the people of one site and issuer. A site id contains no `#`, so the key is unambiguous even if the
 * issuer contains a `#`.
 */
export const peoplePartition = ({ siteId, issuer }: Pick<PersonRef, 'siteId' | 'issuer'>): string =>
  `${siteId}#${issuer}`

export const personItems = itemKind({
  table: 'people',
  schema: PersonRecord,
  keyOf: ({ subject, ...person }: PersonRef) => ({ siteAndIssuer: peoplePartition(person), subject }),
  besides: ['siteAndIssuer'],
})

export const sessionItems = itemKind({
  table: 'agent-sessions',
  schema: SessionRecord,
  keyOf: ({ sessionHash }: Pick<SessionRecord, 'sessionHash'>) => ({ sessionHash }),
})

/** The partition of a conversation. Neither id can contain a `#`. */
export const conversationPartition = ({ siteId, conversationId }: ConversationRef): string =>
  `${siteId}#${conversationId}`

/** The partition of a visitor's conversations. A conversation's own partition never has a second `#`. */
export const visitorPartition = ({ siteId, visitorHash }: VisitorOfSite): string => `${siteId}#visitor#${visitorHash}`

export const conversationItems = itemKind({
  table: 'conversations',
  schema: ConversationRecord,
  keyOf: (ref: ConversationRef) => ({ siteAndConversation: conversationPartition(ref), item: 'meta' }),
  besides: ['siteAndConversation', 'item'],
})

export const formItems = itemKind({
  table: 'forms',
  schema: FormRecord,
  keyOf: ({ formId }: Pick<FormRecord, 'formId'>) => ({ formId }),
})

export const keyItems = itemKind({
  table: 'one-time-keys',
  schema: KeyRecord,
  keyOf: ({ keyHash }: Pick<KeyRecord, 'keyHash'>) => ({ keyHash }),
})

export const ticketItems = itemKind({
  table: 'connections',
  schema: TicketRecord,
  keyOf: ({ ticketHash }: Pick<TicketRecord, 'ticketHash'>) => ({ owner: `ticket#${ticketHash}`, item: 'ticket' }),
  besides: ['owner', 'item'],
})

export const connectionOwnerPrefix = 'agent#'

/** The partition of a person's connections. Neither id can contain a `#`. */
export const connectionOwner = ({ siteId, subject }: PersonAtSite): string =>
  `${connectionOwnerPrefix}${siteId}#${subject}`

export const connectionItems = itemKind({
  table: 'connections',
  schema: ConnectionRecord,
  keyOf: ({ signIn, connectionId }: { readonly signIn: PersonAtSite; readonly connectionId: string }) => ({
    owner: connectionOwner(signIn),
    item: connectionId,
  }),
  besides: ['owner', 'item'],
})

type TemplateOfSite = { readonly siteId: string; readonly template: { readonly templateId: string } }
type VersionOfSite = TemplateOfSite & { readonly template: { readonly version: number } }

export const latestTemplatePrefix = 'latest#'

export const latestTemplateItems = itemKind({
  table: 'templates',
  schema: TemplateRecord,
  keyOf: ({ siteId, template }: TemplateOfSite) => ({ siteId, item: `${latestTemplatePrefix}${template.templateId}` }),
  besides: ['item'],
})

export const templateVersionItems = itemKind({
  table: 'templates',
  schema: TemplateRecord,
  keyOf: ({ siteId, template: { templateId, version } }: VersionOfSite) => ({
    siteId,
    item: `version#${templateId}#${String(version).padStart(8, '0')}`,
  }),
  besides: ['item'],
})
