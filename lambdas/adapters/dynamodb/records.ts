import { type FoundRecords, omitMissingRecords, type RecordLookup, type Records } from '../../core/records/records.ts'
import {
  conversationItems,
  formItems,
  keyItems,
  latestTemplateItems,
  personItems,
  sessionItems,
  siteItems,
  templateVersionItems,
} from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { type BatchGetResult, batchGet, type ItemRequest, itemRequest } from './request/batch-get.ts'

export const dynamoDbRecords = (ports: DynamoDbPorts): Records => ({
  async read(lookup) {
    const asks = itemRequestsFor(lookup)
    return recordsFromBatch(asks, await batchGet(ports, Object.values(asks)))
  },
})

/** Returns the item requests for the records that a lookup names. */
export const itemRequestsFor = ({
  site,
  person,
  session,
  conversation,
  form,
  followed,
  key,
  template,
}: RecordLookup) => ({
  site: optionalItemRequest(site, (siteId) => itemRequest(siteItems, { siteId })),
  person: optionalItemRequest(person, (ref) => itemRequest(personItems, ref)),
  session: optionalItemRequest(session, (sessionHash) => itemRequest(sessionItems, { sessionHash })),
  conversation: optionalItemRequest(conversation, (ref) => itemRequest(conversationItems, ref)),
  form: optionalItemRequest(form, (formId) => itemRequest(formItems, { formId })),
  followed: optionalItemRequest(followed, (formId) => itemRequest(formItems, { formId })),
  key: optionalItemRequest(key, (keyHash) => itemRequest(keyItems, { keyHash })),
  template: optionalItemRequest(template, ({ siteId, templateId, version }) =>
    version === 'latest'
      ? itemRequest(latestTemplateItems, { siteId, template: { templateId } })
      : itemRequest(templateVersionItems, { siteId, template: { templateId, version } }),
  ),
})

export const recordsFromBatch = (asks: ReturnType<typeof itemRequestsFor>, answers: BatchGetResult): FoundRecords =>
  omitMissingRecords({
    site: answers(asks.site),
    person: answers(asks.person),
    session: answers(asks.session),
    conversation: answers(asks.conversation),
    form: answers(asks.form),
    followed: answers(asks.followed),
    key: answers(asks.key),
    template: answers(asks.template),
  })

export const optionalItemRequest = <Ref, Table extends string, Stored>(
  ref: Ref | undefined,
  toAsk: (ref: Ref) => ItemRequest<Table, Stored>,
): ItemRequest<Table, Stored> | undefined => (ref === undefined ? undefined : toAsk(ref))
