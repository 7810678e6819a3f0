/**
 * Returns true if this element has the keyboard focus. A frame keeps its `activeElement` while the agent types in the desktop
 * around the frame. If the frame moved the focus at that time, the desktop would lose it.
 */
export const holdsFocus = (element: HTMLElement): boolean =>
  document.hasFocus() && element.contains(document.activeElement)
