/** A card payment in the demo, in Chromium. demo.full.test.ts has the rest. */
import { expect } from 'vitest'
import { startLocal } from '../../../local/run.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { frameAt } from '../../kit/browser/visitor-window.ts'
import { stageTest } from '../../kit/fixtures.ts'
import { agentOn } from '../../kit/pages/agent.ts'
import { visitorOn } from '../../kit/pages/visitor.ts'

const test = stageTest().extend('demo', { scope: 'file' }, async ({ stage: _ }, { onCleanup }) => {
  const run = await startLocal({ port: 0, demo: { port: 0, allowFallback: true }, log: { write: () => {} } })
  onCleanup(() => run.close())
  return run
})

test('the demo takes a card payment from the agent to the visitor and back, and the brand’s page sees no answer', async ({
  stage,
  demo,
}) => {
  const { page, browserErrors, foreignRequests } = await stage.openWindow({ viewport: { width: 1360, height: 900 } })
  const brandBodies: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin === demo.demoOrigin) brandBodies.push(request.postData() ?? '')
  })
  await page.goto(demo.origin)
  expect(new URL(page.url()).origin).toBe(demo.demoOrigin)
  const agent = agentOn(playwrightPage(await frameAt(page, /^\/agent\//)))
  await agent.sendForm()
  const visitor = await visitorOn(playwrightPage(await frameAt(page, /^\/form\//)))
  await visitor.fillCard()
  await visitor.fill('postal-code', '1010')
  await page.locator('.form-line', { hasText: 'opened' }).waitFor()
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  await page.locator('.form-line', { hasText: 'answered' }).waitFor()

  await agent.showAnswers()
  await agent.reveal('Card number')
  await agent.waitForText('4111111111111111')
  // Sealed by one page and opened by the other: no party in between could have read it.
  expect(await agent.shownAnswer('Security code')).toBe('Sealed for this tab. Opens once.')
  await agent.openOnce('Security code')
  await expect.poll(() => agent.shownAnswer('Security code')).toBe('737')

  const brandPage = await page.evaluate<string>(
    // A script hash may contain any three digits, and so may an id or a key.
    `(document.documentElement.outerHTML.replace(/ (src|integrity|link)="[^"]*"/g, '') + JSON.stringify({ ...sessionStorage, ...localStorage }))
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|#sfo_[\\w.-]+/g, '')`,
  )
  for (const answer of ['4111', '737', 'Ada Lovelace', '1010']) {
    expect([answer, brandPage.includes(answer)]).toEqual([answer, false])
    expect(brandBodies.join('\n').includes(answer)).toBe(false)
  }
  const own = [demo.origin, demo.demoOrigin]
  expect(foreignRequests.filter((url) => !own.includes(new URL(url).origin))).toEqual([])
  expect(browserErrors).toEqual([])
})
