/**
 * A card payment between an agent's desktop and a visitor's window, in any browser. It also collects what a person with a keyboard
 * or a screen reader meets on the way, to compare the browsers.
 */
import { expect } from 'vitest'
import { messages as agentWords } from '../../widgets/agent/messages/en.ts'
import { axeFindings } from '../kit/browser/axe.ts'
import { embedding, panelMarkup, type startBrand } from '../kit/browser/brand.ts'
import { type BrowserWindow, saveScreenshot, type TestBrowser } from '../kit/browser/browser-window.ts'
import { agentOn } from '../kit/pages/agent.ts'
import type { Page } from '../kit/pages/page.ts'
import { securityCode } from '../kit/pages/sent-form.ts'
import { visitorOn } from '../kit/pages/visitor.ts'

export type BrowserStage = Awaited<ReturnType<typeof startBrand>> & { readonly browser: TestBrowser }

export interface Observations {
  /** Each screen and finding of axe. */
  readonly findings: readonly string[]
  readonly screens: readonly string[]
  /** For each screen, the controls in tab order, with role and accessible name. */
  readonly controls: Readonly<Record<string, readonly string[]>>
}

/** Presses Tab until the focused control has this accessible name. */
export const tabTo = async (page: Page, name: string): Promise<void> => {
  const passed: string[] = []
  while (passed.length < 40) {
    await page.press('Tab')
    const focused = await page.focused()
    if (focused.endsWith(` "${name}"`)) return
    passed.push(focused)
  }
  throw new Error(`no ${name} among ${passed.join(', ')}`)
}

/** The controls that Tab reaches after the heading. */
const controlsOf = async (page: Page, last: string): Promise<readonly string[]> => {
  await page.find({ css: 'h1' }).focus()
  const controls: string[] = []
  while (controls.length < 40 && !controls.at(-1)?.endsWith(` "${last}"`)) {
    await page.press('Tab')
    controls.push(await page.focused())
  }
  return controls
}

export const payByCard = async ({ browser, service, brand, newBrandSite }: BrowserStage): Promise<Observations> => {
  const findings: string[] = []
  const screens: string[] = []
  const controls: Record<string, readonly string[]> = {}
  const observe = async (screen: string, page: Page, window: BrowserWindow) => {
    screens.push(screen)
    for (const finding of await axeFindings(page)) findings.push(`${screen}: ${finding}`)
    await saveScreenshot(window, `${browser.name} ${screen}`)
  }

  const site = await newBrandSite()
  const { accessToken = '' } = await site.signIn('agent')
  const conversationId = await site.newConversation()
  const markup = panelMarkup({ siteId: site.siteId, conversationId, accessToken: `async () => '${accessToken}'` })
  const desk = await browser.openWindow()
  await desk.page.open(`${brand.listedOrigin}${brand.put('/desk', embedding(service.origin, markup))}`)
  const agent = agentOn(await desk.frame(/^\/agent\//))
  await agent.waitUntilLive()
  await agent.sendForm()
  await observe('the agent has sent a form', agent.page, desk)
  const link = await desk.page.evaluate<string>("received.find(({ event }) => event === 'sent').link")

  const window = await browser.openWindow()
  const visitor = await visitorOn(window.page)
  const { page, words } = visitor
  await visitor.open(link)
  await visitor.waitForQuestions()
  await observe('fill in', page, window)
  controls['fill in'] = await controlsOf(page, words.fillIn.decline)
  const answer = async (label: string, text: string) => {
    await tabTo(page, label)
    await page.press(...text)
  }
  await page.evaluate('document.querySelector("input").focus()')
  await page.press(...'Ada Lovelace')
  await answer('Card number', '4111 1111 1111 1111')
  await answer('Expiry date', '0539')
  await answer('Security code', '73')
  await page.press('Enter')
  await visitor.summary.waitUntil('visible')
  await observe('error', page, window)
  await page.press('Tab', 'Enter')
  expect(await page.focused()).toBe('textbox "Security code"')
  await page.press('7', 'Enter')
  await page.find({ css: 'h1:focus' }).waitUntil('visible')
  await observe('review', page, window)
  controls.review = await controlsOf(page, 'Send card details')
  await page.press('Enter')
  await visitor.waitForReceipt()
  await observe('receipt', page, window)

  await desk.activate()
  await agent.waitForAnswers()
  await agent.showAnswers()
  expect(await agent.shownAnswer('Security code')).not.toContain(securityCode)
  await agent.reveal('Card number')
  await agent.newestForm.find({ text: '4111 1111 1111 1111' }).waitUntil('visible')
  await agent.openOnce('Security code')
  await agent.newestForm.find({ text: securityCode }).waitUntil('visible')
  await observe('the agent reads the answers', agent.page, desk)
  controls['the agent reads the answers'] = await controlsOf(agent.page, agentWords.hideAnswers)
  // Playwright's screenshots add a style in Firefox, which the page's policy rejects.
  if (process.env.SCREENSHOTS === undefined) expect(browser.consoleErrors()).toEqual([])
  return { findings, screens, controls }
}
