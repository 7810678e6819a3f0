import type { Found, Records, Wanted } from '../../core/records.ts'
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
import { type Answers, type Ask, ask, getTogether } from './request/batch-get.ts'
import type { DynamoDbPorts } from './request/ports.ts'

export const dynamoDbRecords = (ports: DynamoDbPorts): Records => ({
  async read(wanted) {
    const asks = asksFor(wanted)
    return foundAmong(asks, await getTogether(ports, Object.values(asks)))
  },
})

/** What the wanted records are in the tables. */
export const asksFor = ({ site, person, session, conversation, form, followed, key, template }: Wanted) => ({
  site: maybe(site, (siteId) => ask(siteItems, { siteId })),
  person: maybe(person, (ref) => ask(personItems, ref)),
  session: maybe(session, (sessionHash) => ask(sessionItems, { sessionHash })),
  conversation: maybe(conversation, (ref) => ask(conversationItems, ref)),
  form: maybe(form, (formId) => ask(formItems, { formId })),
  followed: maybe(followed, (formId) => ask(formItems, { formId })),
  key: maybe(key, (keyHash) => ask(keyItems, { keyHash })),
  template: maybe(template, ({ siteId, templateId, version }) =>
    version === 'latest'
      ? ask(latestTemplateItems, { siteId, template: { templateId } })
      : ask(templateVersionItems, { siteId, template: { templateId, version } }),
  ),
})

/** The records among the answers; one that is not there has no field. */
export function foundAmong(asks: ReturnType<typeof asksFor>, answers: Answers): Found {
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

export const maybe = <Ref, Stored>(ref: Ref | undefined, toAsk: (ref: Ref) => Ask<Stored>): Ask<Stored> | undefined =>
  ref === undefined ? undefined : toAsk(ref)
