/**
 * Reads the audit records of a site from the newest day to the oldest. The records of one day are ordered by time,
 * chain and sequence. Each day has sixteen chains and a list of pointers. Each of these lists is in order, and this
 * file merges them.
 */
import type { SiteId } from '../../../contracts/identifiers.ts'
import type { AuditRecord, AuditTrail, DayEntry, DayList } from './audit.ts'
import { dayChainCount } from './audit-chain.ts'
import { dayOf } from './pointer.ts'

const dayLists: readonly DayList[] = [...Array.from({ length: dayChainCount }, (_, shard) => shard), 'pointers']

/**
 * A position in the merged list: the day, the last entry read from each chain of that day, in order, and the last
 * pointer read.
 */
export interface DayPosition {
  readonly day: string
  readonly after: readonly number[]
}

export interface DayRange {
  readonly siteId: SiteId
  /** The range of times, in milliseconds, including both ends. */
  readonly from: number
  readonly to: number
  readonly matches: (record: AuditRecord) => boolean
}

interface Budget {
  /** The maximum number of records to return. */
  readonly limit: number
  /** The maximum number of entries to read while searching for `limit` records. */
  readonly maxRead: number
}

export const dayListCount = dayLists.length

/**
 * Returns up to `limit` records and the position of the next page. Stops early after reading `maxRead` entries. Throws
 * `storage-failed`.
 */
export async function readDays(
  trail: Pick<AuditTrail, 'listByDay'>,
  range: DayRange,
  { limit, maxRead }: Budget,
  start: DayPosition | undefined,
): Promise<{ records: readonly AuditRecord[]; next?: DayPosition }> {
  const records: AuditRecord[] = []
  let read = 0
  for (const day of daysOf(range)) {
    if (start !== undefined && day > start.day) continue
    const after = start?.day === day ? start.after : []
    const sources = await Promise.all(
      dayLists.map((of, index) => source(trail, { siteId: range.siteId, day, of }, limit, after[index])),
    )
    const position = (): DayPosition => ({ day, after: sources.map((each) => each.after()) })
    for (let first = await firstOf(sources); first !== undefined; first = await firstOf(sources)) {
      // At this point it is certain that more entries follow this page.
      if (records.length === limit || read === maxRead) return { records, next: position() }
      const { record } = first.take()
      read += 1
      if (record !== undefined && isWithin(record, range)) records.push(record)
    }
  }
  return { records }
}

const isWithin = (record: AuditRecord, { from, to, matches }: DayRange): boolean =>
  record.at >= from && record.at <= to && matches(record)

/** Returns the days of the range, newest first. */
function daysOf({ from, to }: DayRange): readonly string[] {
  const days: string[] = []
  const first = dayOf(from)
  for (let at = to; dayOf(at) >= first; at -= 86_400_000) days.push(dayOf(at))
  return days
}

/** Reads one list of a day, page by page. */
function source(
  trail: Pick<AuditTrail, 'listByDay'>,
  place: Parameters<AuditTrail['listByDay']>[0],
  pageSize: number,
  startAfter = 0,
) {
  let waiting: DayEntry[] = []
  let taken = startAfter
  let next: number | undefined = startAfter
  return {
    after: () => taken,
    /** Returns the next entry without consuming it, or nothing at the end of the list. */
    async first(): Promise<DayEntry | undefined> {
      if (waiting.length === 0 && next !== undefined) {
        const page = await trail.listByDay(place, { limit: pageSize, ...(next > 0 && { after: next }) })
        waiting = [...page.entries]
        next = page.next
      }
      return waiting[0]
    },
    take(): DayEntry {
      const entry = waiting.shift()
      if (entry === undefined) throw new RangeError('no entry is left')
      taken = entry.sequence
      return entry
    },
  }
}

type Source = ReturnType<typeof source>

/**
 * Returns the source whose next record comes first. A source whose next entry has no record comes first, because that
 * entry has no time.
 */
async function firstOf(sources: readonly Source[]): Promise<Source | undefined> {
  const firsts = await Promise.all(sources.map(async (each) => ({ each, entry: await each.first() })))
  let best: { each: Source; record: AuditRecord } | undefined
  for (const { each, entry } of firsts) {
    if (entry === undefined) continue
    const { record } = entry
    if (record === undefined) return each
    if (best === undefined || comesBefore(record, best.record)) best = { each, record }
  }
  return best?.each
}

const comesBefore = (one: AuditRecord, other: AuditRecord): boolean => {
  if (one.at !== other.at) return one.at < other.at
  if (one.chain !== other.chain) return one.chain < other.chain
  return one.sequence < other.sequence
}
