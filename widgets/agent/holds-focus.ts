/**
 * Whether the person is at something in this element right now. A frame remembers its last focused element while somebody types
 * in the desktop around it; moving the focus then would take it away from them.
 */
export const holdsFocus = (element: HTMLElement): boolean =>
  document.hasFocus() && element.contains(document.activeElement)
