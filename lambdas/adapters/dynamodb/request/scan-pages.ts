import { paginateScan, type ScanCommandInput, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb'
import { sendOrFault } from './conditional-write.ts'
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

/** Nothing but these attributes comes back. */
export const projection = (...names: readonly string[]) => ({
  Select: 'SPECIFIC_ATTRIBUTES' as const,
  ProjectionExpression: names.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
})
