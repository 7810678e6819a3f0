/**
 * Returns true if this element has the keyboard focus. A frame keeps its `activeElement` while the agent types in the desktop
 * around it; moving the focus then would take it from the desktop.
 */
export const holdsFocus = (element: HTMLElement): boolean =>
  document.hasFocus() && element.contains(document.activeElement)
