/**
 * Records violations of the content security policy and of Trusted Types in all pages of a browser while a test file runs. The
 * browser logs a violation on the console, or throws an error.
 */
import type { Browser, Page } from 'playwright-core'

const violationPattern = /Content Security Policy|Trusted ?(?:HTML|Script|Type)/i

export interface CspWatch {
  /** Returns the violations since the last call. A test that causes violations on purpose must call this. */
  takeViolations(): readonly string[]
  /** Throws if there was a violation that no test has taken with `takeViolations`. Call this at the end of a test file. */
  expectNoViolations(): void
}

/** Watches every page that the browser opens. */
export const watchCspViolations = (browser: Browser): CspWatch => {
  const breaches: string[] = []
  const note = (page: Page, said: string) => {
    if (violationPattern.test(said)) breaches.push(`${new URL(page.url()).pathname}: ${said}`)
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
    takeViolations: () => breaches.splice(0),
    expectNoViolations() {
      if (breaches.length > 0) throw new Error(`policies of the pages were breached:\n${breaches.join('\n')}`)
    },
  }
}
