/** A history as the checks read it: calls with their replies, and their positions in the history. */
import type {
  Answered,
  Called,
  FinalState,
  History,
  HistoryEvent,
  Issued,
  Recorded,
  Released,
  SiteFact,
} from './history.ts'

/** A call from its start to its reply, or to the end of the history without one. */
export interface Call extends Called {
  readonly startIndex: number
  readonly endIndex: number
  /** The earliest position of its effect: its audit record if seen written, else its start. */
  readonly effectIndex: number
  readonly answer?: Answered
}

type Indexed<Event> = Event & { readonly index: number }

export interface IndexedHistory {
  readonly calls: readonly Call[]
  readonly callsById: ReadonlyMap<number, Call>
  readonly issued: ReadonlyMap<string, Indexed<Issued>>
  readonly released: readonly Indexed<Released>[]
  readonly recorded: readonly Indexed<Recorded>[]
  readonly sites: ReadonlyMap<string, SiteFact>
  readonly finalStates: readonly FinalState[]
}

export const isDone = (call: Call): boolean => call.answer?.outcome === 'done'

/** The site of a call, if known. */
export const siteOf = ({ siteId, by }: Called): string | undefined =>
  siteId ?? (by.kind === 'visitor' ? undefined : by.siteId)

/** The form of a call: named by the request, the reply or the key. */
export const formOf = (call: Call, { issued }: IndexedHistory): string | undefined =>
  call.formId ?? call.answer?.formId ?? (call.key === undefined ? undefined : issued.get(call.key)?.formId)

/** The two effects that are written in one transaction with their record. */
const isRecordOf = (record: Recorded, call: Called): boolean =>
  (call.step === 'submit-form' && record.event === 'form-submitted' && record.formId === call.formId) ||
  (call.step === 'retrieve-submission' &&
    record.event === 'submission-retrieved' &&
    record.outcome === 'released' &&
    record.submissionId === call.submissionId)

export function indexHistory(history: History): IndexedHistory {
  const answers = new Map<number, Indexed<Answered>>()
  const began: Indexed<Called>[] = []
  const issued = new Map<string, Indexed<Issued>>()
  const released: Indexed<Released>[] = []
  const recorded: Indexed<Recorded>[] = []
  const sites = new Map<string, SiteFact>()
  const finalStates: FinalState[] = []

  const sort = (event: HistoryEvent, index: number): void => {
    switch (event.type) {
      case 'called':
        began.push({ ...event, index })
        break
      case 'answered':
        answers.set(event.call, { ...event, index })
        break
      case 'issued':
        issued.set(event.key, { ...event, index })
        break
      case 'released':
        released.push({ ...event, index })
        break
      case 'recorded':
        recorded.push({ ...event, index })
        break
      case 'site':
        sites.set(event.siteId, event)
        break
      default:
        finalStates.push(event)
    }
  }
  history.forEach(sort)

  const calls = began.map(({ index, ...called }): Call => {
    const answer = answers.get(called.call)
    const endIndex = answer?.index ?? history.length
    const record = recorded.find((event) => event.index > index && event.index < endIndex && isRecordOf(event, called))
    return {
      ...called,
      startIndex: index,
      endIndex,
      effectIndex: record?.index ?? index,
      ...(answer && { answer }),
    }
  })
  return {
    calls,
    callsById: new Map(calls.map((call) => [call.call, call])),
    issued,
    released,
    recorded,
    sites,
    finalStates,
  }
}
