/** A card payment in the demo, in Chromium. demo.full.test.ts has the rest. */
import { expect } from 'vitest'
import { withoutRandomValues } from '../../kit/random-values.ts'
import { demoTest as test } from './demo-window.ts'

test('the demo guides a card payment from the agent to the visitor and back, and the brand’s page receives no answer', async ({
  demo,
  openDemo,
}) => {
  const { page, browserErrors, foreignRequests, findAgent, findVisitor } = await openDemo()
  expect(new URL(page.url()).origin).toBe(demo.demoOrigin)
  expect(demo.demoOrigin).not.toBe(demo.origin)
  const brandBodies: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin === demo.demoOrigin) brandBodies.push(request.postData() ?? '')
  })
  const guide = page.locator('#guide')
  const guideTitle = (title: string) => guide.getByRole('heading', { name: title }).waitFor()
  await guideTitle('Agent: send a form')
  const agent = await findAgent()
  await agent.openPicker()
  await expect.poll(() => agent.page.find({ css: '[value=card-payment]:checked' }).count()).toBe(1)
  await agent.sendForm()
  const visitor = await findVisitor()
  await guideTitle('Visitor: fill in the form')
  await visitor.fillCard()
  await visitor.fill('postal-code', '1010')
  await page.locator('.form-line', { hasText: 'Filling in 5 of 5' }).waitFor()
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  await page.locator('.form-line', { hasText: 'Answered' }).waitFor()
  await guideTitle('Agent: read the answers')
  // The panel reports the count, because a frame cannot change the title of the tab.
  await expect.poll(() => page.title()).toBe('(1) Acme support: a chat with secure forms')

  await agent.showAnswers()
  await page.locator('.form-line', { hasText: 'Viewed' }).waitFor()
  await expect.poll(() => page.title()).toBe('Acme support: a chat with secure forms')
  await agent.reveal('Card number')
  await agent.waitForText('4111 1111 1111 1111')
  // Sealed by one page and opened by the other: no party in between could have read it.
  expect(await agent.shownAnswer('Security code')).toBe('Hidden. You can view it once.')
  await agent.openOnce('Security code')
  await expect.poll(() => agent.shownAnswer('Security code')).toBe('737')

  await guide.getByRole('button', { name: 'What just happened?' }).click()
  await guideTitle('What just happened')
  const adminLink = guide.getByRole('link', { name: 'open the administration page' })
  expect(await adminLink.getAttribute('href')).toBe(`${demo.origin}/admin`)

  const brandPage = withoutRandomValues(
    await page.evaluate<string>(
      'document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })',
    ),
  )
  for (const answer of ['4111', '737', 'Ada Lovelace', '1010']) {
    expect([answer, brandPage.includes(answer)]).toEqual([answer, false])
    expect(withoutRandomValues(brandBodies.join('\n')).includes(answer)).toBe(false)
  }
  expect(foreignRequests()).toEqual([])
  expect(browserErrors).toEqual([])
})
