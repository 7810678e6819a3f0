/** A history as the checks read it: calls with their answers, and where in the history each stood. */
import type { Answered, Called, Found, History, HistoryEvent, Issued, Recorded, Released, SiteFact } from './history.ts'

/** A call from its beginning to its answer, or to the end of the history if it has none. */
export interface Call extends Called {
  readonly began: number
  readonly ended: number
  /** Where it took effect at the earliest: at the record that says so, if it was seen being made, else where it began. */
  readonly effect: number
  readonly answer?: Answered
}

type Placed<Event> = Event & { readonly place: number }

export interface Reading {
  readonly calls: readonly Call[]
  readonly call: ReadonlyMap<number, Call>
  readonly issued: ReadonlyMap<string, Placed<Issued>>
  readonly released: readonly Placed<Released>[]
  readonly recorded: readonly Placed<Recorded>[]
  readonly sites: ReadonlyMap<string, SiteFact>
  readonly found: readonly Found[]
}

export const isDone = (call: Call): boolean => call.answer?.outcome === 'done'

/** The site that a call was made at, as far as anybody said. */
export const siteOf = ({ siteId, by }: Called): string | undefined =>
  siteId ?? (by.kind === 'visitor' ? undefined : by.siteId)

/** The form that a call was about: named by the request, by the answer, or by the key. */
export const formOf = (call: Call, { issued }: Reading): string | undefined =>
  call.formId ?? call.answer?.formId ?? (call.key === undefined ? undefined : issued.get(call.key)?.formId)

/** The two effects that come in one transaction with their record. */
const isRecordOf = (record: Recorded, call: Called): boolean =>
  (call.step === 'submit-form' && record.event === 'form-submitted' && record.formId === call.formId) ||
  (call.step === 'retrieve-submission' &&
    record.event === 'submission-retrieved' &&
    record.outcome === 'released' &&
    record.submissionId === call.submissionId)

export function read(history: History): Reading {
  const answers = new Map<number, Placed<Answered>>()
  const began: Placed<Called>[] = []
  const issued = new Map<string, Placed<Issued>>()
  const released: Placed<Released>[] = []
  const recorded: Placed<Recorded>[] = []
  const sites = new Map<string, SiteFact>()
  const found: Found[] = []

  const sort = (event: HistoryEvent, place: number): void => {
    switch (event.type) {
      case 'called':
        began.push({ ...event, place })
        break
      case 'answered':
        answers.set(event.call, { ...event, place })
        break
      case 'issued':
        issued.set(event.key, { ...event, place })
        break
      case 'released':
        released.push({ ...event, place })
        break
      case 'recorded':
        recorded.push({ ...event, place })
        break
      case 'site':
        sites.set(event.siteId, event)
        break
      default:
        found.push(event)
    }
  }
  history.forEach(sort)

  const calls = began.map(({ place, ...called }): Call => {
    const answer = answers.get(called.call)
    const ended = answer?.place ?? history.length
    const record = recorded.find((event) => event.place > place && event.place < ended && isRecordOf(event, called))
    return { ...called, began: place, ended, effect: record?.place ?? place, ...(answer && { answer }) }
  })
  return { calls, call: new Map(calls.map((call) => [call.call, call])), issued, released, recorded, sites, found }
}
