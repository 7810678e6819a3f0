/** An Arabic form in a chat 320 pixels wide. The chat reloads the page while the visitor types. */
import { axeFindings } from '../kit/browser/axe.ts'
import { embedding } from '../kit/browser/brand.ts'
import { saveScreenshot } from '../kit/browser/browser-window.ts'
import { sendSealedForm } from '../kit/pages/sent-form.ts'
import { cardAnswers, visitorOn } from '../kit/pages/visitor.ts'
import { overflowScript } from '../widgets/visitor/layout.ts'
import type { BrowserStage } from './card-journey.ts'

export interface NarrowForm {
  readonly direction: string
  readonly width: number
  /** Findings of axe and of the layout, by screen. */
  readonly findings: readonly string[]
  readonly answersAsTyped: boolean
}

export const payInNarrowChat = async ({ browser, service, brand, newBrandSite }: BrowserStage): Promise<NarrowForm> => {
  const form = await sendSealedForm(await newBrandSite(), 'card-payment', { locale: 'ar' })
  const markup = `<main style="width: 320px"><secure-form link="${form.link}" lang="ar"></secure-form></main>`
  const window = await browser.openWindow()
  await window.page.open(`${brand.listedOrigin}${brand.put('/narrow', embedding(service.origin, markup))}`)
  const open = async () => {
    const visitor = await visitorOn(await window.frame(/^\/form\//), 'ar')
    await visitor.waitForQuestions()
    return visitor
  }
  await open()
  // The page resumes the form, which works only if the browser has kept the visitor's secret for this frame.
  await window.page.reload()
  const visitor = await open()

  const findings: string[] = []
  const observe = async (screen: string) => {
    const found = [...(await axeFindings(visitor.page)), ...(await visitor.page.evaluate<string[]>(overflowScript))]
    for (const finding of found) findings.push(`${screen}: ${finding}`)
    await saveScreenshot(window, `${browser.name} ar ${screen}`)
  }
  await visitor.review()
  await visitor.summary.waitUntil('visible')
  await observe('error')
  await visitor.fillCard()
  await visitor.review()
  await visitor.waitForReview()
  await observe('review')
  const direction = await visitor.page.evaluate<string>('document.documentElement.dir')
  const width = await visitor.page.evaluate<number>('innerWidth')
  await visitor.send()
  await visitor.waitForReceipt()
  await observe('receipt')
  const answers = await form.answers()
  return {
    direction,
    width,
    findings,
    answersAsTyped: Object.entries(cardAnswers).every(([id, answer]) => answers[id] === answer),
  }
}
