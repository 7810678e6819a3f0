/**
 * Properties of the embedding elements that reflect their attributes. They are needed because frameworks such as Angular and Lit
 * set properties instead of attributes.
 */

export const reflect = (element: HTMLElement, attribute: string, value: string | null | undefined): void => {
  if (value === null || value === undefined) element.removeAttribute(attribute)
  else element.setAttribute(attribute, value)
}

/**
 * Sets properties again that were set before the element was upgraded. Until they are set again, they hide the accessors of the
 * element.
 */
export const applyPresetProperties = (element: HTMLElement, names: readonly string[]): void => {
  for (const name of names) {
    const preset = Object.getOwnPropertyDescriptor(element, name)
    if (preset === undefined) continue
    Reflect.deleteProperty(element, name)
    Reflect.set(element, name, preset.value)
  }
}
