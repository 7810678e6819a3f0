/** Visitors' windows, which show a form on its own or in a brand's chat. */
import type { BrowserContextOptions, Frame, Page as PlaywrightPage } from 'playwright-core'
import { type Visitor, visitorOn } from '../pages/visitor.ts'
import { frameAt, playwrightPage } from './playwright-page.ts'
import type { Stage, Visit } from './stage.ts'

export interface VisitorWindow extends Visit {
  readonly visitor: Visitor
}

export interface VisitOptions extends BrowserContextOptions {
  readonly formLocale?: string
}

export const openVisit = async (
  stage: Stage,
  { formLocale, ...options }: VisitOptions = {},
): Promise<VisitorWindow> => {
  const visit = await stage.openWindow(options)
  return { ...visit, visitor: await visitorOn(playwrightPage(visit.page), formLocale) }
}

/** A chat page with a link before the frame and another after it. It records every message from the frame in `received`. */
const chatPage = `
  <a href="#before">Before</a>
  <iframe title="Secure form" width="600" height="900"></iframe>
  <a href="#after">After</a>
  <script>
    received = []
    addEventListener('message', ({ data, origin }) => received.push({ ...data, origin }))
    const frame = document.querySelector('iframe')
    frame.src = new URLSearchParams(location.search).get('link')
    frame.addEventListener('load', () => {
      frame.contentWindow.postMessage({ sealform: 'v1', message: 'hello' }, new URL(frame.src).origin)
    })
  </script>`

/** Opens a form in the brand's chat, and returns its frame. */
export const openInChat = async ({ brand }: Stage, page: PlaywrightPage, link: string): Promise<Frame> => {
  await page.goto(`${brand.listedOrigin}${brand.put('/chat', chatPage)}?${new URLSearchParams({ link })}`)
  return frameAt(page, /^\/form\//)
}

export const minutes = 60_000
export const hours = 60 * minutes

/**
 * Opens a form in a browser whose clock the test advances. `clockError` is the difference between that clock and the service's
 * clock.
 */
export const openWithClock = async (stage: Stage, link: string, clockError = 0): Promise<VisitorWindow> => {
  const visit = await openVisit(stage)
  await visit.page.clock.install({ time: stage.service.clock.now() + clockError })
  await visit.visitor.open(link)
  await visit.visitor.waitForQuestions()
  return visit
}

/** Advances the page's clock and the service's clock together, without waiting. */
export const advanceTime = async (stage: Stage, page: PlaywrightPage, milliseconds: number): Promise<void> => {
  stage.service.clock.advance(milliseconds)
  await page.clock.fastForward(milliseconds)
}
