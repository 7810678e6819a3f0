import { paginateScan, type ScanCommandInput, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb'
import { sendOrFault } from './conditional-write.ts'
import type { Item } from './item-kind.ts'
import type { RequestPorts } from './ports.ts'

/** Yields the pages of a scan of a whole table. Only scheduled tasks may use this. Throws `storage-failed`. */
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
 * Yields the well-formed rows of each page. If a row is malformed, the function still yields all other rows and throws
 * `stored-item-malformed` after the last page.
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

/** The request parameters to read only these attributes. */
export const projection = (...names: readonly string[]) => ({
  Select: 'SPECIFIC_ATTRIBUTES' as const,
  ProjectionExpression: names.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
})
