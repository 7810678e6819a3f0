/**
 * The folders of the exported audit log, one per day (UTC). An object is in the folder of the day of its first record.
 */
import { hours } from '../core/time.ts'
import type { Archive, StoredObject } from './archive.ts'

const root = 'audit/'

/** Returns the folder of a day, such as `audit/2030/01/15/`. */
export const dayFolder = (at: number): string =>
  `${root}${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/`

/**
 * The longest time between a record and its export. A batch is retried for up to a day, so an object is stored at most
 * a day after its first record was written.
 */
const maxExportDelayMs = hours(24)

/** Yields the objects of the exported audit log that were stored at or after `from` and before `until`, day by day. */
export async function* exportedBetween(
  archive: Pick<Archive, 'list'>,
  { from, until }: { readonly from: number; readonly until: number },
): AsyncIterable<StoredObject> {
  yield* walk(archive, root, dayFolder(Math.max(0, from - 2 * maxExportDelayMs)), { from, until })
}

async function* walk(
  archive: Pick<Archive, 'list'>,
  folder: string,
  firstDay: string,
  { from, until }: { readonly from: number; readonly until: number },
): AsyncIterable<StoredObject> {
  const { folders, objects } = await archive.list(folder)
  yield* objects.filter(({ storedAt }) => storedAt >= from && storedAt < until)
  // Compare only as many characters as the folder's name has, because the folder of the first day's year or month sorts
  // before the first day itself.
  const inRange = folders.filter((each) => each >= firstDay.slice(0, each.length))
  for (const each of inRange) yield* walk(archive, each, firstDay, { from, until })
}
