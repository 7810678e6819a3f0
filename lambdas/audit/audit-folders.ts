/** The folders of the audit log's copy: one for each day (UTC) on which the first record of an object was written. */
import { hours } from '../core/time.ts'
import type { Archive, StoredObject } from './archive.ts'

const root = 'audit/'

/** For example `audit/2030/01/15/`. */
export const dayFolder = (at: number): string =>
  `${root}${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/`

/** A batch is retried for up to a day, so the first record of an object is at most that much older than the object. */
const maxExportDelayMs = hours(24)

/** The objects of the copy that were stored from one time on and before another, day by day. */
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
  // The folder of a year or a month that contains the first day sorts before that day.
  const inRange = folders.filter((each) => each >= firstDay.slice(0, each.length))
  for (const each of inRange) yield* walk(archive, each, firstDay, { from, until })
}
