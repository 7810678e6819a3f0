/** Implements the kit's pages with Playwright. */
import type { Frame, Locator, Page as PlaywrightPage } from 'playwright-core'
import type { Element, Page, Target } from '../pages/page.ts'

interface PageOrFrame {
  locator(css: string): Locator
  getByRole: PlaywrightPage['getByRole']
  getByLabel: PlaywrightPage['getByLabel']
  getByText: PlaywrightPage['getByText']
}

const roles = ['button', 'checkbox', 'combobox', 'dialog', 'heading', 'link', 'radio', 'status', 'textbox'] as const

const locate = (pageOrFrame: PageOrFrame, target: Target): Locator => {
  if ('css' in target) return pageOrFrame.locator(target.css)
  if ('text' in target) return pageOrFrame.getByText(target.text)
  if ('label' in target) return pageOrFrame.getByLabel(target.label, { exact: typeof target.label === 'string' })
  const role = roles.find((known) => known === target.role)
  if (role === undefined) throw new Error(`the pages have no role ${target.role}`)
  return pageOrFrame.getByRole(role, { name: target.name, exact: typeof target.name === 'string' })
}

const elementAt = (pageOrFrame: PageOrFrame, all: Locator): Element => {
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
    find: (target) => elementAt(pageOrFrame, locate(first, target)),
    withText: (text) => elementAt(pageOrFrame, all.getByText(text, { exact: true })),
    having: (css, text) =>
      elementAt(pageOrFrame, all.filter({ has: pageOrFrame.locator(css).getByText(text, { exact: true }) })),
  }
}

/** Returns the page for a window or for a frame in it. */
export const playwrightPage = (pageOrFrame: PlaywrightPage | Frame): Page => {
  const { keyboard } = 'keyboard' in pageOrFrame ? pageOrFrame : pageOrFrame.page()
  return {
    open: async (url) => void (await pageOrFrame.goto(url)),
    reload: () =>
      'reload' in pageOrFrame
        ? pageOrFrame.reload().then(() => {})
        : pageOrFrame.evaluate('location.reload()').then(() => {}),
    find: (target) => elementAt(pageOrFrame, locate(pageOrFrame, target)),
    async press(...keys) {
      for (const key of keys) await keyboard.press(key)
    },
    async focused() {
      const focused = pageOrFrame.locator(':focus')
      if ((await focused.count()) === 0) return 'nothing'
      const tree = await focused.ariaSnapshot()
      const [control = ''] = /\w+(?: "(?:[^"\\]|\\.)*")?/.exec(tree) ?? []
      // Playwright has no role for `summary`.
      return control === 'text' ? `summary "${(await focused.textContent())?.trim()}"` : control
    },
    evaluate: (expression) => pageOrFrame.evaluate(expression),
  }
}

/** Waits until the window has a frame with this path. */
export const frameAt = async (page: PlaywrightPage, path: RegExp): Promise<Frame> => {
  const find = () => page.frames().find((frame) => path.test(new URL(frame.url()).pathname))
  for (;;) {
    const frame = find()
    if (frame !== undefined) return frame
    await page.waitForEvent('framenavigated', { timeout: 15_000 })
  }
}
