/** No countdown. Two minutes before the form's end a dialog offers more time, with one press, as often as needed (WCAG 2.2.1). */
import { askInDialog } from '../shared/dialog.ts'

export interface MoreTimePorts {
  /** Answers the new end, or nothing when there is none to be had. */
  readonly extend: () => Promise<string | undefined>
  readonly ended: () => void
}

const noticeMilliseconds = 2 * 60 * 1000

/** Answers a function that stops it all: the answers were sent, or the form is over. */
export const offerMoreTime = (expiresAt: string, { extend, ended }: MoreTimePorts): (() => void) => {
  const stopped = new AbortController()
  let timers: readonly ReturnType<typeof setTimeout>[] = []

  const wait = (end: number) => {
    for (const timer of timers) clearTimeout(timer)
    const over = new AbortController()
    stopped.signal.addEventListener('abort', () => over.abort())
    const ask = async () => {
      const question = {
        title: 'Do you need more time?',
        text: 'This form closes in about two minutes, to protect what you typed.',
        yes: 'Yes, give me more time',
        no: 'No',
      }
      if (!(await askInDialog(question, over.signal))) return
      const later = await extend()
      if (later !== undefined && !stopped.signal.aborted) wait(Date.parse(later))
    }
    const finish = () => {
      over.abort()
      ended()
    }
    timers = [
      setTimeout(() => void ask(), Math.max(0, end - Date.now() - noticeMilliseconds)),
      setTimeout(finish, Math.max(0, end - Date.now())),
    ]
  }

  wait(Date.parse(expiresAt))
  return () => {
    stopped.abort()
    for (const timer of timers) clearTimeout(timer)
  }
}
