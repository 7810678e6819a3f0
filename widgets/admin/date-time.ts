/** Shows times in one format: UTC, so that two people who compare records read the same time, and the local time on hover. */
import { element } from '../shared/dom.ts'
import { language } from './messages/current.ts'

/** British English has the order of the other languages: `29 Nov 2026, 22:03:20`. */
const formatLocale = () => (language === 'en' ? 'en-GB' : language)

const format = (timeZone?: string) =>
  new Intl.DateTimeFormat(formatLocale(), {
    ...({ day: 'numeric', month: 'short', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const),
    ...(timeZone === undefined ? ({ timeZoneName: 'short' } as const) : { timeZone }),
  })

/** Returns a time as text, for example `29 Nov 2026, 22:03:20 UTC`. */
export const dateTimeText = (iso: string): string => `${format('UTC').format(new Date(iso))} UTC`

export const dateTime = (iso: string): HTMLElement =>
  element('time', { datetime: iso, title: format().format(new Date(iso)) }, dateTimeText(iso))
