/**
 * Prevents drag-and-drop clickjacking. In this attack, a page lays a transparent frame over a game and makes a person drag an
 * answer out of the frame, or a text into one of its fields. A framed page therefore allows no dragging in either direction.
 * Copying, typing and pasting are the alternatives (WCAG 2.5.7).
 */
import { isFramed } from './embedding-host.ts'

export const disableDragAndDrop = (): void => {
  if (!isFramed()) return
  const refuse = (event: DragEvent) => {
    event.preventDefault()
    // Show the *not allowed* pointer while the person drags.
    if (event.type === 'dragover' && event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  }
  for (const type of ['dragstart', 'dragover', 'drop'] as const)
    document.addEventListener(type, refuse, { capture: true })
}
