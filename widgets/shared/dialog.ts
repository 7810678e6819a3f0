/** Asks for confirmation in the browser's modal dialog, which traps the focus. */
import { button, element } from './dom.ts'
import { isFramed } from './embedding-host.ts'

export interface DialogQuestion {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  /**
   * The button with the initial focus. Use `no` if *yes* cannot be undone: a repeated or held key then does not confirm, and
   * *yes* looks dangerous.
   */
  readonly focus?: 'yes' | 'no'
}

/** The visible part of the window, in CSS pixels from its top. */
interface VisibleArea {
  readonly top: number
  readonly bottom: number
}

const margin = 16
/** The minimum height of the dialog in CSS pixels. A smaller dialog is unusable, even if it scrolls. */
const minHeight = 160

const placeNear = (focused: Element, dialog: HTMLDialogElement, { top, bottom }: VisibleArea): void => {
  dialog.style.setProperty('max-height', `${Math.max(bottom - top - 2 * margin, minHeight)}px`)
  const { height } = dialog.getBoundingClientRect()
  const preferredTop = focused.getBoundingClientRect().top - height / 2
  const dialogTop = Math.max(top + margin, Math.min(preferredTop, bottom - height - margin))
  dialog.style.setProperty('margin-block-start', `${dialogTop}px`)
}

/**
 * Places the dialog near the element that had the focus. If a frame is as high as its content, the middle of the frame may be out
 * of view. An intersection observer then reports the visible part of the frame, even if the embedding page has another origin
 * (https://w3c.github.io/IntersectionObserver/#calculate-intersection-rect-algo).
 */
const placeInView = (focused: Element, dialog: HTMLDialogElement): void => {
  placeNear(focused, dialog, { top: 0, bottom: window.innerHeight })
  const observer = new IntersectionObserver(([entry]) => {
    observer.disconnect()
    if (entry?.isIntersecting === true) placeNear(focused, dialog, entry.intersectionRect)
  })
  observer.observe(document.documentElement)
}

/**
 * Shows the dialog. Resolves to true for the first button. Resolves to false for the second button, for Escape, or when the
 * signal aborts.
 */
export const confirmInDialog = (
  { title, text, yes, no, focus = 'yes' }: DialogQuestion,
  signal?: AbortSignal,
): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false)
    const dialog = element('dialog', { 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-text' })
    const closeWith = (answer: boolean) => () => dialog.close(answer ? 'yes' : 'no')
    dialog.append(
      element('h2', { id: 'dialog-title' }, title),
      element('p', { id: 'dialog-text' }, text),
      element(
        'div',
        { class: 'buttons' },
        button(yes, closeWith(true), { class: focus === 'no' ? 'danger' : 'main' }),
        button(no, closeWith(false), { autofocus: focus === 'no' }),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    signal?.addEventListener('abort', closeWith(false))
    document.body.append(dialog)
    const focused = document.activeElement
    dialog.showModal()
    if (isFramed() && focused !== null) placeInView(focused, dialog)
    dialog.scrollIntoView({ block: 'center' })
  })
