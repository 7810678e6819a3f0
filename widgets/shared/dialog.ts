/** A question that has to be answered before going on: the browser's own modal dialog keeps the focus inside. */
import { button, element } from './dom.ts'
import { isFramed } from './embedding-host.ts'

export interface DialogQuestion {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  /** Takes the focus. `no` where *yes* cannot be taken back: a key that is pressed twice, or held, must not answer so. */
  readonly focus?: 'yes' | 'no'
}

/** Of the window, in CSS pixels from its top. */
interface VisibleArea {
  readonly top: number
  readonly bottom: number
}

const edge = 16
/** With less a dialog is of no use, even if it can be scrolled. */
const leastHeight = 160

const placeNear = (person: Element, dialog: HTMLDialogElement, { top, bottom }: VisibleArea): void => {
  dialog.style.setProperty('max-height', `${Math.max(bottom - top - 2 * edge, leastHeight)}px`)
  const { height } = dialog.getBoundingClientRect()
  const near = person.getBoundingClientRect().top - height / 2
  const placed = Math.max(top + edge, Math.min(near, bottom - height - edge))
  dialog.style.setProperty('margin-block-start', `${placed}px`)
}

/**
 * In a frame as high as its content the middle may be out of sight; where the focus was, the person is. How much of the frame
 * is in sight an observer tells a moment later, also of a page of another origin
 * (https://w3c.github.io/IntersectionObserver/#calculate-intersection-rect-algo).
 */
const placeInView = (person: Element, dialog: HTMLDialogElement): void => {
  placeNear(person, dialog, { top: 0, bottom: window.innerHeight })
  const observer = new IntersectionObserver(([seen]) => {
    observer.disconnect()
    if (seen?.isIntersecting === true) placeNear(person, dialog, seen.intersectionRect)
  })
  observer.observe(document.documentElement)
}

/** Answers true when the first button is pressed; false for the second, Escape, or when the signal ends it. */
export const confirmInDialog = (
  { title, text, yes, no, focus = 'yes' }: DialogQuestion,
  signal?: AbortSignal,
): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false)
    const dialog = element('dialog', { 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-text' })
    const end = (answer: boolean) => () => dialog.close(answer ? 'yes' : 'no')
    dialog.append(
      element('h2', { id: 'dialog-title' }, title),
      element('p', { id: 'dialog-text' }, text),
      element(
        'div',
        { class: 'buttons' },
        button(yes, end(true), { class: 'main' }),
        button(no, end(false), { autofocus: focus === 'no' }),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    signal?.addEventListener('abort', end(false))
    document.body.append(dialog)
    const person = document.activeElement
    dialog.showModal()
    if (isFramed() && person !== null) placeInView(person, dialog)
    dialog.scrollIntoView({ block: 'center' })
  })
