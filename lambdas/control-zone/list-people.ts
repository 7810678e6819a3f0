/**
 * list-people: lists the people who have a record at the site and whose issuer is that of the calling administrator.
 */
import { AgentId } from '../../contracts/identifiers.ts'
import { listPeople as step } from '../../contracts/steps/list-people.ts'
import { done, isRefusal, type Outcome } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { People } from '../core/people/people.ts'
import { personView } from '../core/people/person-view.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface ListPeoplePorts extends AdmissionPorts {
  readonly records: Records
  readonly people: People
}

export const listPeople =
  (ports: ListPeoplePorts) =>
  async ({ principal, query }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const { siteId, issuer } = caller.admitted.person
    const list = `${siteId} ${step.name} ${issuer}`
    const after = readCursor(list, query.cursor, AgentId)
    if (isRefusal(after)) return after

    const { people, next } = await ports.people.list({ siteId, issuer }, { limit: query.limit, after: after.value })
    return done({ people: people.map(personView), ...(next === undefined ? {} : { cursor: makeCursor(list, next) }) })
  }
