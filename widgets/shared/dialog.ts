/** A question that has to be answered before going on: the browser's own modal dialog keeps the focus inside. */
import { button, element } from './dom.ts'

export interface DialogQuestion {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}

/** Answers true when the first button is pressed; false for the second, Escape, or when the signal ends it. */
export const askInDialog = ({ title, text, yes, no }: DialogQuestion, signal?: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = element('dialog', { 'aria-labelledby': 'dialog-title' })
    const end = (answer: boolean) => () => dialog.close(answer ? 'yes' : 'no')
    dialog.append(
      element('h2', { id: 'dialog-title' }, title),
      element('p', {}, text),
      element('div', { class: 'buttons' }, button(yes, end(true), { class: 'main' }), button(no, end(false))),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    signal?.addEventListener('abort', end(false))
    document.body.append(dialog)
    dialog.showModal()
    // In a high frame the middle of the frame may be out of sight.
    dialog.scrollIntoView({ block: 'center' })
  })
