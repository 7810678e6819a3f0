/** The pages of the kit in a browser that Playwright drives. */
import type { Frame, Locator, Page as PlaywrightPage } from 'playwright-core'
import type { Element, Page, Target } from '../pages/page.ts'

interface Place {
  locator(css: string): Locator
  getByRole: PlaywrightPage['getByRole']
  getByLabel: PlaywrightPage['getByLabel']
  getByText: PlaywrightPage['getByText']
}

const roles = ['button', 'checkbox', 'combobox', 'dialog', 'heading', 'link', 'radio', 'status', 'textbox'] as const

const locate = (place: Place, target: Target): Locator => {
  if ('css' in target) return place.locator(target.css)
  if ('text' in target) return place.getByText(target.text)
  if ('label' in target) return place.getByLabel(target.label, { exact: typeof target.label === 'string' })
  const role = roles.find((known) => known === target.role)
  if (role === undefined) throw new Error(`the pages have no role ${target.role}`)
  return place.getByRole(role, { name: target.name, exact: typeof target.name === 'string' })
}

const elementAt = (place: Place, all: Locator): Element => {
  const first = all.first()
  return {
    click: () => first.click(),
    focus: () => first.focus(),
    fill: (text) => first.fill(text),
    type: (text) => first.pressSequentially(text),
    press: (key) => first.press(key),
    choose: async (value) => void (await first.selectOption(value)),
    text: async () => (await first.textContent()) ?? '',
    texts: () => all.allTextContents(),
    value: () => first.inputValue(),
    attribute: (name) => first.getAttribute(name),
    isChecked: () => first.isChecked(),
    isVisible: () => first.isVisible(),
    count: () => all.count(),
    waitUntil: (state) => first.waitFor({ state: state === 'gone' ? 'detached' : 'visible' }),
    find: (target) => elementAt(place, locate(first, target)),
    withText: (text) => elementAt(place, all.getByText(text, { exact: true })),
    having: (css, text) => elementAt(place, all.filter({ has: place.locator(css).getByText(text, { exact: true }) })),
  }
}

/** A window, or a frame of one. */
export const playwrightPage = (place: PlaywrightPage | Frame): Page => {
  const { keyboard } = 'keyboard' in place ? place : place.page()
  return {
    open: async (url) => void (await place.goto(url)),
    reload: () =>
      'reload' in place ? place.reload().then(() => {}) : place.evaluate('location.reload()').then(() => {}),
    find: (target) => elementAt(place, locate(place, target)),
    async press(...keys) {
      for (const key of keys) await keyboard.press(key)
    },
    evaluate: (expression) => place.evaluate(expression),
  }
}
