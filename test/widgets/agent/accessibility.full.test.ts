// full: takes minutes in a browser
/** The agent panel in dark and forced colours, from right to left, with large text, and for a screen reader: WCAG 2.2 AA. */
import type { Frame } from 'playwright-core'
import { describe, expect } from 'vitest'
import { messages as arabic } from '../../../widgets/agent/messages/ar.ts'
import { messages as english } from '../../../widgets/agent/messages/en.ts'
import type { Desk } from '../../kit/browser/agent-desk.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { panelStates } from './panel-states.ts'

const test = agentTest()

const modes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const

/** WCAG 2.5.8 asks for 24 by 24 CSS pixels, and the project for 44. A radio button is pressed by its label, too. */
const smallTargets = (panel: Frame) =>
  panel.evaluate(() =>
    [...document.querySelectorAll('button, select, input[type=search], input[type=text], summary, label.option')]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ name: target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
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
      ':root { font-size: 2rem !important } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })
  await look()
  await panel.evaluate(() => {
    document.adoptedStyleSheets = []
  })
}

/** The findings of axe and of the measurements, in each mode, each with the name of the state. */
const findingsOf = async (state: string, desk: Desk): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [mode, media] of Object.entries(modes)) {
    await desk.page.emulateMedia(media)
    found.push(...(await axeFindings(desk.frame)).map((finding) => `${state}, ${mode}: ${finding}`))
  }
  await desk.page.emulateMedia(modes.light)
  found.push(...(await smallTargets(desk.frame)).map((target) => `${state}: too small: ${target}`))
  const fits = async (how: string) => {
    if ((await sidewaysScroll(desk.frame)) > 0) found.push(`${state}, ${how}: scrolls sideways`)
    for (const cut of await cutOff(desk.frame)) found.push(`${state}, ${how}: does not fit: ${cut}`)
  }
  await fits('usual text')
  await withLargeText(desk.frame, () => fits('large text'))
  return found
}

test.for([
  ['en', 'ltr', english],
  ['ar', 'rtl', arabic],
] as const)(
  'in %s, %s, no state of the agent panel has an axe violation in light, dark or forced colours',
  { timeout: 120_000 },
  async ([locale, direction, words], { stage }) => {
    const findings: string[] = []
    for await (const { name, desk } of panelStates(stage, locale, words)) {
      findings.push(...(await findingsOf(name, desk)))
      expect(await desk.frame.evaluate(() => document.documentElement.dir)).toBe(direction)
    }
    expect(findings).toEqual([])
  },
)

describe('a screen reader', () => {
  test('announces a status change while the focus stays in a field of the desktop', async ({ atDesk }) => {
    const desk = await atDesk({ viewport: { width: 320, height: 900 } })
    const { agent, frame } = desk
    await agent.sendForm()
    await desk.page.evaluate(() => {
      const chat = document.createElement('input')
      document.body.prepend(chat)
      chat.focus()
    })
    const spoken = frame.getByRole('status')
    await frame.locator('.forms h3').getByText('Card payment').waitFor()
    const form = await desk.openForm()
    await spoken.getByText('Card payment: Opened').waitFor({ state: 'attached' })
    await form.submitCard()
    await spoken.getByText('Card payment: Answered').waitFor({ state: 'attached' })
    expect(await desk.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    // Each line is read once, when it is added.
    expect(await spoken.getAttribute('aria-atomic')).toBe('false')
    expect(await spoken.locator('p').allTextContents()).toEqual([
      'Card payment: Sent',
      'Card payment: Opened',
      'Card payment: Answered',
    ])
  })

  test('finds accessible names, roles and structure in the agent panel', async ({ atDesk }) => {
    const desk = await atDesk({ viewport: { width: 320, height: 900 } })
    const { agent, frame } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    const tree = await frame.locator('.forms > li').first().ariaSnapshot()
    expect(tree.replace(/Sent at .+/, 'Sent at …').replace(/SF-\w{4}-\w{4}/, 'SF-…')).toMatchInlineSnapshot(`
      "- listitem:
        - article "Card payment":
          - heading "Card payment" [level=3]
          - paragraph: Viewed
          - paragraph: Sent at …
          - paragraph: "Receipt number: SF-…"
          - term: Name on the card
          - definition: Ada Lovelace
          - definition:
            - 'button "Copy: Name on the card"': Copy
          - term: Card number
          - definition: 411111••••1111 Visa
          - definition:
            - 'button "Reveal: Card number"': Reveal
            - 'button "Copy: Card number"': Copy
          - term: Expiry date
          - definition: 05/39
          - definition:
            - 'button "Copy: Expiry date"': Copy
          - term: Security code
          - definition: Hidden. You can view it once.
          - definition:
            - 'button "View once: Security code"': View once
          - term: Billing ZIP or postal code
          - definition: "1010"
          - definition:
            - 'button "Copy: Billing ZIP or postal code"': Copy
          - button "Reveal all"
          - button "Copy all"
          - button "Hide answers""
    `)
  })
})
