/**
 * Whether the content security policy and trusted types of the pages were breached, in any page of a browser for as long as a
 * test file runs: the browser says so on the console, or throws.
 */
import type { Browser, Page } from 'playwright-core'

const tellsOfBreach = /Content Security Policy|Trusted ?(?:HTML|Script|Type)/i

export interface PolicyWatch {
  /** What was found since the last time, which a test provoked. */
  take(): readonly string[]
  /** For the end of a file: throws when there was a breach that no test took. */
  expectNone(): void
}

/** Watches every page that the browser will ever open. */
export const watchPolicies = (browser: Browser): PolicyWatch => {
  const breaches: string[] = []
  const note = (page: Page, said: string) => {
    if (tellsOfBreach.test(said)) breaches.push(`${new URL(page.url()).pathname}: ${said}`)
  }
  browser.on('context', (context) => {
    context.on('console', (message) => {
      const page = message.page()
      if (page !== null) note(page, message.text())
    })
    context.on('weberror', (thrown) => {
      const page = thrown.page()
      if (page !== null) note(page, thrown.error().message)
    })
  })
  return {
    take: () => breaches.splice(0),
    expectNone() {
      if (breaches.length > 0) throw new Error(`policies of the pages were breached:\n${breaches.join('\n')}`)
    },
  }
}
