/** Builds elements with attributes and text. Text is inserted as text nodes only, so user input is never parsed as markup. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
type Child = Node | string | undefined

/** Creates an element. The value `true` sets an attribute to an empty value. `false` and `undefined` omit the attribute. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    created.setAttribute(name, value === true ? '' : String(value))
  }
  created.append(...children.filter((child) => child !== undefined))
  return created
}

export const button = (text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const created = element('button', { type: 'button', ...attributes }, text)
  created.addEventListener('click', () => {
    // Use `aria-disabled` instead of `disabled`, so that the button keeps the focus and keyboard users stay at their place in the
    // page.
    if (created.getAttribute('aria-disabled') !== 'true') press()
  })
  return created
}

/** Marks a button as busy or ready. */
export const setBusy = (target: HTMLButtonElement, busy: boolean): void => {
  if (busy) target.setAttribute('aria-disabled', 'true')
  else target.removeAttribute('aria-disabled')
}

/** Finds an element of the page's own HTML. Throws if it is missing. */
export const find = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}
