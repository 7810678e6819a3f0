import { paginateScan, type ScanCommandInput, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb'
import { sendOrFault } from './conditional-write.ts'
import type { Item } from './item-kind.ts'
import type { RequestPorts } from './ports.ts'

/** The pages of a whole table. Only for what starts by the clock: it reads everything that is there. Throws `storage-failed`. */
export async function* scanPages(
  { documents }: Pick<RequestPorts<string>, 'documents'>,
  scan: ScanCommandInput,
): AsyncGenerator<ScanCommandOutput> {
  const pages = paginateScan({ client: documents }, scan)[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await sendOrFault(pages.next())
    if (done === true) return
    yield value
  }
}

/**
 * The rows of each page that can be read. Throws `stored-item-malformed` after the last page when one could not be, so that a malformed row
 * holds up no other.
 */
export async function* readablePages<Row>(
  pages: AsyncIterable<ScanCommandOutput>,
  fromItem: (item: Item) => Row,
): AsyncGenerator<readonly Row[]> {
  let malformed: unknown
  const rowsOf = (item: Item): readonly Row[] => {
    try {
      return [fromItem(item)]
    } catch (fault) {
      malformed = fault
      return []
    }
  }
  for await (const { Items = [] } of pages) yield Items.flatMap(rowsOf)
  if (malformed !== undefined) throw malformed
}

/** Nothing but these attributes comes back. */
export const projection = (...names: readonly string[]) => ({
  Select: 'SPECIFIC_ATTRIBUTES' as const,
  ProjectionExpression: names.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
})
