/** Finds in the audit log who saved each version of a form, and when. */
import type * as z from 'zod/mini'
import { listAudit, maxAuditDays } from '../../../contracts/steps/list-audit.ts'
import type { Service } from '../service.ts'

export interface SavedBy {
  readonly at: string
  /** The subject of the person. */
  readonly by: string
}

export type VersionAuthors = ReadonlyMap<number, SavedBy>

type AuditEvent = z.infer<typeof listAudit.reply>['events'][number]

/**
 * Assigns the records to the versions, newest first: each save creates one version. A record of switching a form off has another
 * outcome.
 */
export const assignVersions = (events: readonly AuditEvent[], templateId: string, latest: number): VersionAuthors => {
  const saves = events
    .filter(
      ({ event, subject, outcome }) => event === 'template-changed' && subject === templateId && outcome === 'done',
    )
    .toSorted((one, other) => other.at.localeCompare(one.at))
  return new Map(
    saves
      .slice(0, latest)
      .map(({ at, actor }, index) => [latest - index, { at, by: actor.slice(actor.indexOf(':') + 1) }]),
  )
}

export type AuthorSearch =
  | { readonly outcome: 'found'; readonly events: readonly AuditEvent[]; readonly searchedFrom: Date }
  | { readonly outcome: 'not-permitted' | 'failed' }

/** Reads the changes of all forms in the longest period before `until` that the service searches at once. */
export const readSaves = async (service: Service, until: Date): Promise<AuthorSearch> => {
  const from = new Date(until.getTime() - maxAuditDays * 86_400_000)
  const events: AuditEvent[] = []
  let cursor: string | undefined
  do {
    const reply = await service.call(listAudit, {
      ...{ path: {}, body: {} },
      query: {
        ...{ from: from.toISOString(), to: until.toISOString(), event: 'template-changed' },
        ...{ limit: '100', ...(cursor !== undefined && { cursor }) },
      },
    })
    if (reply.outcome !== 'done')
      return { outcome: reply.outcome === 'refused' && reply.code === 'not-permitted' ? 'not-permitted' : 'failed' }
    events.push(...reply.value.events)
    cursor = reply.value.cursor
  } while (cursor !== undefined)
  return { outcome: 'found', events, searchedFrom: from }
}
