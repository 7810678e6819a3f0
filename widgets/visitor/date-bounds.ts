/** The first and the last date that a question accepts, on the visitor's calendar. */
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'

type Bounds = Pick<LocalisedQuestion, 'earliest' | 'latest'>

/** Returns the date in the visitor's time zone at a time in milliseconds since the epoch. */
export const localDate = (time: number): string => {
  const date = new Date(time)
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
}

/** Replaces `today` with the visitor's own date, because the service accepts `today` of every time zone. */
export const withLocalBounds = <Question extends Bounds>(question: Question, now: number): Question => {
  const { earliest, latest } = question
  const day = (bound: string | undefined) => (bound === 'today' ? localDate(now) : bound)
  return earliest === 'today' || latest === 'today'
    ? { ...question, earliest: day(earliest), latest: day(latest) }
    : question
}

/** Returns a date that the question accepts, for examples. If possible, its day is above 12, so that it is not taken for a month. */
export const acceptedDate = (bounds: Bounds, now: number): string => {
  const { earliest, latest } = withLocalBounds(bounds, now)
  const yearsNear = (bound: string | undefined, away: number) =>
    bound === undefined ? [] : [Number(bound.slice(0, 4)), Number(bound.slice(0, 4)) + away]
  const years = [1985, ...yearsNear(earliest, 1), ...yearsNear(latest, -1)]
  const isAccepted = (day: string) => (earliest ?? day) <= day && day <= (latest ?? day)
  return years.map((year) => `${year}-03-27`).find(isAccepted) ?? earliest ?? latest ?? '1985-03-27'
}
