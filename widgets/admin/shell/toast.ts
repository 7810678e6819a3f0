/** A status message at the bottom of the page. It disappears by itself, unless it reports a failure. */
import { button, element } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'

export interface ToastOptions {
  /** Restores what the message reports. The message then has a button, and stays longer. */
  readonly undo?: () => void
  /** Keeps the message until the person closes it. */
  readonly lasting?: boolean
}

export interface Toast {
  readonly root: HTMLElement
  show(text: string, options?: ToastOptions): void
  /** Removes the message, unless it offers to undo something. */
  clear(): void
}

const shownMs = 4_000
const undoMs = 10_000

export const createToast = (): Toast => {
  // The element is always in the page, because screen readers only announce changes in existing live regions.
  const root = element('div', { class: 'toast', role: 'status' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let offersUndo = false
  const hide = () => {
    clearTimeout(timer)
    offersUndo = false
    root.replaceChildren()
  }
  /** Hides the message after a time, but not while a person points at it or has the focus in it. */
  const hideAfter = (milliseconds: number) => {
    timer = setTimeout(() => {
      if (root.matches(':hover, :focus-within')) hideAfter(shownMs)
      else hide()
    }, milliseconds)
  }
  return {
    root,
    show(text, { undo, lasting = false } = {}) {
      hide()
      if (text === '') return
      root.append(element('span', {}, text))
      if (undo !== undefined) {
        offersUndo = true
        const undoNow = () => {
          hide()
          undo()
        }
        root.append(button(messages.undo, undoNow, { class: 'compact' }))
      }
      if (lasting) root.append(button('×', hide, { class: 'plain compact', 'aria-label': messages.close }))
      else hideAfter(undo === undefined ? shownMs : undoMs)
      root.classList.toggle('bad', lasting)
    },
    clear() {
      if (!offersUndo) hide()
    },
  }
}
