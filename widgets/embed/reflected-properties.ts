/** Properties of the embedding elements that reflect their attributes, as frameworks such as Angular and lit set properties. */

export const reflect = (element: HTMLElement, attribute: string, value: string | null | undefined): void => {
  if (value === null || value === undefined) element.removeAttribute(attribute)
  else element.setAttribute(attribute, value)
}

/** Sets properties again that were set before the element was upgraded: until then they hide its accessors. */
export const applyPresetProperties = (element: HTMLElement, names: readonly string[]): void => {
  for (const name of names) {
    const preset = Object.getOwnPropertyDescriptor(element, name)
    if (preset === undefined) continue
    Reflect.deleteProperty(element, name)
    Reflect.set(element, name, preset.value)
  }
}
