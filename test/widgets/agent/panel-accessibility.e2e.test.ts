/** The agent panel for every way of using a computer: WCAG 2.2 AA as far as machines can tell. */
import type { Frame } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { messages as arabic } from '../../../widgets/agent/messages/ar.ts'
import { messages as english } from '../../../widgets/agent/messages/en.ts'
import type { Messages } from '../../../widgets/agent/messages/messages.ts'
import { axeFindings } from '../../axe.ts'
import type { AgentDesktop, DesktopOptions } from './agent-desktop.ts'
import { atDesk, desk, openDesk } from './desk-of-test.ts'
import { newestForm, press, receiveCardAnswers, sendForm, waitForLink, waitForStatus } from './panel-actions.ts'

/** The narrowest that a page has to serve without scrolling sideways (WCAG 1.4.10). */
const narrow = { width: 320, height: 900 }

const atNarrowDesk = (options: DesktopOptions = {}, { send }: Messages = english) =>
  atDesk({ viewport: narrow, ...options }, { send })

const modes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const

/** WCAG 2.5.8 asks for 24 by 24 CSS pixels. A radio button is pressed by its label, too. */
const smallTargets = (panel: Frame) =>
  panel.evaluate(() =>
    [...document.querySelectorAll('button, select, input[type=search], summary, label.option')]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ name: target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
  )

const sidewaysScroll = (panel: Frame) => panel.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Words that are cut off where they do not fit, and buttons that stick out of the panel. */
const cutOff = (panel: Frame) =>
  panel.evaluate(() => {
    const shown = [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility())
    const cut = shown.filter((element) => {
      const { overflowX, clipPath } = getComputedStyle(element)
      if (overflowX === 'visible' || clipPath !== 'none' || element.matches('input, select')) return false
      return element.scrollWidth > element.clientWidth + 1
    })
    const out = shown.filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return element.matches('button, input, select') && (left < -1 || right > innerWidth + 1)
    })
    return [...cut, ...out].map(
      (element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`,
    )
  })

/** Text of twice the size (WCAG 1.4.4) with more room between lines, letters and words (WCAG 1.4.12), by a reader's own sheet. */
const withLargeText = async (panel: Frame, look: () => Promise<void>) => {
  await panel.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      ':root { font-size: 1.875rem !important } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })
  await look()
  await panel.evaluate(() => {
    document.adoptedStyleSheets = []
  })
}

/** What axe and a ruler find, in each mode, as one list with the name of the state. */
const findingsOf = async (state: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [mode, media] of Object.entries(modes)) {
    await desk.page.emulateMedia(media)
    found.push(...(await axeFindings(desk.panel)).map((finding) => `${state}, ${mode}: ${finding}`))
  }
  await desk.page.emulateMedia(modes.light)
  found.push(...(await smallTargets(desk.panel)).map((target) => `${state}: too small: ${target}`))
  const fits = async (how: string) => {
    if ((await sidewaysScroll(desk.panel)) > 0) found.push(`${state}, ${how}: scrolls sideways`)
    for (const cut of await cutOff(desk.panel)) found.push(`${state}, ${how}: does not fit: ${cut}`)
  }
  await fits('usual text')
  await withLargeText(desk.panel, () => fits('large text'))
  return found
}

const pressIn = (words: Messages, name: keyof Messages, label = '') => {
  const said = words[name]
  if (typeof said !== 'string') throw new Error(`${name} is no button`)
  return newestForm(desk)
    .getByRole('button', { name: label === '' ? said : `${said}: ${label}`, exact: true })
    .click()
}

/** Every state in which the panel works, one after the other. */
const workingStates = async (locale: string, words: Messages): Promise<readonly string[]> => {
  const found: string[] = []
  await atNarrowDesk({ locale, withClock: true }, words)
  const { scene, panel, page } = desk
  const send = async (at: number) => {
    const before = (await desk.eventsNamed('sent')).length
    await panel.getByRole('radio').nth(at).check()
    await panel.getByRole('button', { name: words.send, exact: true }).click()
    return scene.openLink(await waitForLink(desk, before))
  }
  await panel.locator('.asked li').first().waitFor()
  found.push(...(await findingsOf('choosing')))

  await scene.decline(await send(0))
  const filling = await send(2)
  await scene.report(filling, { 'full-name': 'valid' })
  await scene.submitCard(await send(1))
  await newestForm(desk).getByText(words.arrived).waitFor()
  found.push(...(await findingsOf('listing')))

  await pressIn(words, 'show')
  await newestForm(desk).locator('.answer').first().waitFor()
  // In the language of the panel, as far as the template has it.
  const [, cardNumber, , securityCode] = await newestForm(desk).locator('dt').allTextContents()
  await pressIn(words, 'reveal', cardNumber)
  await pressIn(words, 'copy', cardNumber)
  await pressIn(words, 'open', securityCode)
  await newestForm(desk).getByText(words.openedOnce).waitFor()
  found.push(...(await findingsOf('showing answers')))
  await page.clock.fastForward(60_000)
  await newestForm(desk).getByText(words.forgotten).waitFor()
  found.push(...(await findingsOf('forgotten')))

  await page.clock.fastForward('12:30')
  await panel.locator('.warning').getByText(words.stay).waitFor()
  found.push(...(await findingsOf('warning')))
  await scene.close()
  await panel.getByText(words.over).first().waitFor()
  found.push(...(await findingsOf('over')))
  await page.clock.fastForward('16:00')
  await panel.getByText(words.signedOutIdle).waitFor()
  found.push(...(await findingsOf('signed out')))
  return found
}

describe('axe, target sizes, 320 pixels and text of twice the size', () => {
  test('find nothing in any state, light, dark or in forced colours', async () => {
    expect(await workingStates('en', english)).toEqual([])
  })

  test('find nothing from right to left', async () => {
    expect(await workingStates('ar', arabic)).toEqual([])
    expect(await desk.panel.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'ar',
      'rtl',
    ])
  })

  test('find nothing where there is nothing to work with', async () => {
    const found: string[] = []
    await openDesk({ viewport: narrow, profile: 'administrator', subject: 'admin' })
    await desk.panel.getByText(english.notPermitted).waitFor()
    found.push(...(await findingsOf('not permitted')))
    await desk.context.close()
    const beforeLoad = (context: AgentDesktop['context']) =>
      context.route('**/v1/events/ticket', (route) => route.abort())
    await atNarrowDesk({ beforeLoad, withClock: true })
    await desk.page.clock.runFor(5_000)
    await desk.panel.getByText(english.withoutPush).first().waitFor()
    found.push(...(await findingsOf('without push')))
    expect(found).toEqual([])
  })
})

describe('a screen reader', () => {
  test('is told of a change of status, while the focus stays where somebody types in the desktop', async () => {
    await atNarrowDesk()
    const link = await sendForm(desk)
    await desk.page.evaluate(() => {
      const chat = document.createElement('input')
      document.body.prepend(chat)
      chat.focus()
    })
    const spoken = desk.panel.getByRole('status')
    await desk.panel.locator('.forms h3').getByText('Card payment').waitFor()
    const form = await desk.scene.openLink(link)
    await spoken.getByText('Card payment: Opened by the visitor.').waitFor({ state: 'attached' })
    await desk.scene.submitCard(form)
    await spoken
      .getByText('Card payment: Submitted. The answers are here, only for you.')
      .waitFor({ state: 'attached' })
    expect(await desk.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    // Each line is read as it comes, and those before it are not read again.
    expect(await spoken.getAttribute('aria-atomic')).toBe('false')
    expect(await spoken.locator('p').allTextContents()).toEqual([
      'Card payment: Sent. Not opened yet.',
      'Card payment: Opened by the visitor.',
      'Card payment: Submitted.',
      'Card payment: Submitted. The answers are here, only for you.',
    ])
  })

  test('finds names, roles and structure', async () => {
    await atNarrowDesk()
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await newestForm(desk).locator('.answer').first().waitFor()
    const tree = await newestForm(desk).ariaSnapshot()
    expect(tree.replace(/Sent at .+/, 'Sent at …')).toMatchInlineSnapshot(`
      "- listitem:
        - article "Card payment":
          - heading "Card payment" [level=3]
          - paragraph: Seen.
          - paragraph: Sent at …
          - term: Name on the card
          - definition: ••••
          - definition:
            - 'button "Reveal: Name on the card"': Reveal
            - 'button "Copy: Name on the card"': Copy
          - term: Card number
          - definition: 411111••••1111 Visa
          - definition:
            - 'button "Reveal: Card number"': Reveal
            - 'button "Copy: Card number"': Copy
          - term: Expiry date
          - definition: ••/••
          - definition:
            - 'button "Reveal: Expiry date"': Reveal
            - 'button "Copy: Expiry date"': Copy
          - term: Security code
          - definition: Sealed for this tab. Opens once.
          - definition:
            - 'button "Open once: Security code"': Open once
          - term: Postal code of the billing address
          - definition: ••••
          - definition:
            - 'button "Reveal: Postal code of the billing address"': Reveal
            - 'button "Copy: Postal code of the billing address"': Copy
          - button "Put away""
    `)
  })
})

describe('the keyboard alone', () => {
  const focused = () =>
    desk.panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await desk.page.keyboard.press('Tab')
      if ((await focused()) === name) return
    }
    throw new Error(`no ${name} within 30 presses`)
  }

  test('chooses, sends, reads and reveals, from the desktop into the frame and on', async () => {
    await atNarrowDesk()
    await desk.page.keyboard.press('Tab')
    await expect.poll(() => desk.panel.evaluate(() => document.activeElement?.id)).toBe('search')
    await desk.page.keyboard.type('card')
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Space')
    expect(await desk.panel.getByRole('radio', { name: 'Card payment' }).isChecked()).toBe(true)
    await tabTo('What it asks (5)')
    await desk.page.keyboard.press('Enter')
    await desk.panel.locator('.asked').getByText('Security code').waitFor({ state: 'hidden' })
    await desk.page.keyboard.press('Enter')
    await desk.panel.locator('.asked').getByText('Security code').waitFor()
    await tabTo('Send')
    await desk.page.keyboard.press('Enter')
    await waitForStatus(desk, 'Sent. Not opened yet.')
    expect(await focused()).toBe('Send')

    await desk.scene.submitCard(await desk.scene.openLink(await waitForLink(desk, 0)))
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await tabTo('Show the answers')
    await desk.page.keyboard.press('Enter')
    await newestForm(desk).locator('.answer').first().waitFor()
    // The button is gone; what follows it is not far.
    await expect.poll(focused).toBe('Card payment')
    await tabTo('Reveal: Card number')
    await desk.page.keyboard.press('Enter')
    await newestForm(desk).getByText('4111111111111111').waitFor()
    expect(await focused()).toBe('Hide: Card number')
    await tabTo('Open once: Security code')
    await desk.page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Hide: Security code')
    await tabTo('Put away')
    await desk.page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Card payment')
  })
})
