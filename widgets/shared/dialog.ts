/** A question that has to be answered before going on: the browser's own modal dialog keeps the focus inside. */
import { button, element } from './dom.ts'
import { isFramed } from './embedding-host.ts'

export interface DialogQuestion {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}

/** In a frame as high as its content the middle may be out of sight; where the focus was, the person is. */
const placeNear = (person: Element, dialog: HTMLDialogElement): void => {
  const { top } = person.getBoundingClientRect()
  const { height } = dialog.getBoundingClientRect()
  const lowest = window.innerHeight - height - 16
  dialog.style.setProperty('margin-block-start', `${Math.max(16, Math.min(top - height / 2, lowest))}px`)
}

/** Answers true when the first button is pressed; false for the second, Escape, or when the signal ends it. */
export const askInDialog = ({ title, text, yes, no }: DialogQuestion, signal?: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false)
    const dialog = element('dialog', { 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-text' })
    const end = (answer: boolean) => () => dialog.close(answer ? 'yes' : 'no')
    dialog.append(
      element('h2', { id: 'dialog-title' }, title),
      element('p', { id: 'dialog-text' }, text),
      element('div', { class: 'buttons' }, button(yes, end(true), { class: 'main' }), button(no, end(false))),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    signal?.addEventListener('abort', end(false))
    document.body.append(dialog)
    const person = document.activeElement
    dialog.showModal()
    if (isFramed() && person !== null) placeNear(person, dialog)
    dialog.scrollIntoView({ block: 'center' })
  })
