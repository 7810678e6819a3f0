import type { Found, Records, Wanted } from '../../core/records/records.ts'
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
  async read(wanted) {
    const asks = itemRequestsFor(wanted)
    return collectFound(asks, await batchGet(ports, Object.values(asks)))
  },
})

/** What the wanted records are in the tables. */
export const itemRequestsFor = ({ site, person, session, conversation, form, followed, key, template }: Wanted) => ({
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

/** The records among the answers; one that is not there has no field. */
export function collectFound(asks: ReturnType<typeof itemRequestsFor>, answers: BatchGetResult): Found {
  const site = answers(asks.site)
  const person = answers(asks.person)
  const session = answers(asks.session)
  const conversation = answers(asks.conversation)
  const form = answers(asks.form)
  const followed = answers(asks.followed)
  const key = answers(asks.key)
  const template = answers(asks.template)
  return {
    ...(site && { site }),
    ...(person && { person }),
    ...(session && { session }),
    ...(conversation && { conversation }),
    ...(form && { form }),
    ...(followed && { followed }),
    ...(key && { key }),
    ...(template && { template }),
  }
}

export const optionalItemRequest = <Ref, Table extends string, Stored>(
  ref: Ref | undefined,
  toAsk: (ref: Ref) => ItemRequest<Table, Stored>,
): ItemRequest<Table, Stored> | undefined => (ref === undefined ? undefined : toAsk(ref))
