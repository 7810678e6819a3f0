import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { SiteId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import { Fault } from '../../core/fault.ts'
import type { TemplateRecord } from '../../core/templates/template-record.ts'
import type { Templates } from '../../core/templates/templates.ts'
import { isVersion, olderThanVersion } from './conditions.ts'
import { latestTemplateItems, latestTemplatePrefix, templateVersionItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { sendOrFault, takesEffect } from './request/conditional-write.ts'
import {
  allOf,
  beginsWith,
  conditionalUpdate,
  equals,
  isAbsent,
  isPresent,
  onCondition,
  whereKey,
} from './request/expressions.ts'
import type { Item, ItemKey } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'

/** How many writers may be ahead of this one between its look and its put. */
const attempts = 200

export const dynamoDbTemplates = ({ documents, tables, pause }: DynamoDbPorts): Templates => {
  const TableName = tables.templates
  const latestKey = (siteId: SiteId, templateId: string): ItemKey =>
    latestTemplateItems.keyOf({ siteId, template: { templateId } })

  const claimVersion = async (record: TemplateRecord): Promise<boolean> => {
    const Item = templateVersionItems.toItem(record)
    const put = new PutCommand({ TableName, Item, ...onCondition(isAbsent('item')) })
    return await takesEffect(() => documents.send(put), pause)
  }

  /** Forward only: whoever claimed a later version has moved it further, or will. */
  const moveLatest = async (record: TemplateRecord): Promise<void> => {
    const Item = latestTemplateItems.toItem(record)
    const put = new PutCommand({ TableName, Item, ...onCondition(olderThanVersion(record.template.version)) })
    await takesEffect(() => documents.send(put), pause)
  }

  const versionOf = (item: Item | undefined): number =>
    item === undefined ? 0 : latestTemplateItems.fromItem(item).template.version

  /** A writer that was interrupted between its claim and its move holds up everybody who names the version before: finishes it. */
  const finishMove = async (siteId: SiteId, templateId: string, version: number): Promise<void> => {
    const Key = templateVersionItems.keyOf({ siteId, template: { templateId, version } })
    const { Item } = await sendOrFault(documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })))
    if (Item !== undefined) await moveLatest(templateVersionItems.fromItem(Item))
  }

  async function addVersion(siteId: SiteId, draft: Omit<Template, 'version'>): Promise<Template>
  async function addVersion(
    siteId: SiteId,
    draft: Omit<Template, 'version'>,
    ifLatest: number | undefined,
  ): Promise<Template | undefined>
  async function addVersion(siteId: SiteId, draft: Omit<Template, 'version'>, ifLatest?: number) {
    const get = new GetCommand({ TableName, Key: latestKey(siteId, draft.templateId), ConsistentRead: true })
    const { Item } = await sendOrFault(documents.send(get))
    const first = versionOf(Item) + 1
    if (ifLatest !== undefined && first !== ifLatest + 1) return undefined
    const tried = ifLatest === undefined ? attempts : 1
    for (let version = first; version < first + tried; version++) {
      const record = { siteId, template: { ...draft, version }, enabled: true }
      if (await claimVersion(record)) {
        await moveLatest(record)
        return record.template
      }
    }
    if (ifLatest === undefined) throw new Fault('storage-conflict')
    await finishMove(siteId, draft.templateId, first)
    return undefined
  }

  return {
    addVersion,

    async list(siteId, { limit, after }) {
      const found: TemplateRecord[] = []
      let from = after && latestKey(siteId, after)
      // A page of DynamoDB ends at 1 MB, which a few long templates fill. One more than asked for tells whether there is more.
      do {
        const query = new QueryCommand({
          TableName,
          ...whereKey(allOf(equals('siteId', siteId), beginsWith('item', latestTemplatePrefix))),
          ConsistentRead: true,
          Limit: limit + 1 - found.length,
          ...(from && { ExclusiveStartKey: from }),
        })
        const { Items = [], LastEvaluatedKey } = await sendOrFault(documents.send(query))
        found.push(...Items.map(latestTemplateItems.fromItem))
        from = LastEvaluatedKey
      } while (from && found.length <= limit)
      const templates = found.slice(0, limit)
      const next = found.length > limit ? templates.at(-1)?.template.templateId : undefined
      return { templates, ...(next !== undefined && { next }) }
    },

    async disable(siteId, templateId, ifLatest) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, latestTemplateItems, { siteId, template: { templateId } }),
        ...conditionalUpdate(
          { set: { enabled: false } },
          ifLatest === undefined ? isPresent('item') : isVersion(ifLatest),
        ),
      })
      return await takesEffect(() => documents.send(update), pause)
    },
  }
}
