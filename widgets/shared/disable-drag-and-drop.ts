/**
 * A page that is framed can have a person drag what they do not see: lay the frame see-through over a game, and an answer leaves
 * it in somebody's hand, or words of the page around land in a field. So in a frame nothing is dragged, neither out nor in.
 * Whatever could be dragged can be copied, typed and pasted (WCAG 2.5.7).
 */
import { isFramed } from './embedding-host.ts'

export const disableDragAndDrop = (): void => {
  if (!isFramed()) return
  const refuse = (event: DragEvent) => {
    event.preventDefault()
    // The pointer says so before anything is let go.
    if (event.type === 'dragover' && event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  }
  for (const type of ['dragstart', 'dragover', 'drop'] as const)
    document.addEventListener(type, refuse, { capture: true })
}
