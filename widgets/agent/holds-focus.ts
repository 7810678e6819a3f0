/**
 * Whether the keyboard focus is in this element. A frame keeps its `activeElement` while the agent types in the desktop around it;
 * moving the focus then would take it from the desktop.
 */
export const holdsFocus = (element: HTMLElement): boolean =>
  document.hasFocus() && element.contains(document.activeElement)
