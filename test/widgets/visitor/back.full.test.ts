// full: takes minutes in a browser
/** The browser's *Back* and *Forward* on the visitor's page. test/widgets/visitor/review-history.test.ts has the details. */
import { expect } from 'vitest'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { openInChat } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { cardAnswers, visitorOn } from '../../kit/pages/visitor.ts'

test('*Back* on the review returns to the questions with everything that was typed, and then leaves the page', async ({
  send,
  visit,
}) => {
  const form = await send()
  const { page, visitor } = await visit()
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await dialog.dismiss()
  })
  await page.goto('about:blank')
  await visitor.open(form.link)
  await visitor.fillCard()
  await visitor.review()
  await visitor.waitForReview()
  expect(page.url()).toBe(form.link)
  await page.goBack()
  await visitor.waitForQuestions()
  expect([page.url(), await visitor.valueOf('card-verification-code')]).toEqual([form.link, '737'])
  await page.goForward()
  await visitor.waitForReview()
  await visitor.back()
  await visitor.waitForQuestions()
  await expect.poll(() => page.evaluate('history.state')).toBeNull()
  expect(asked).toEqual([])
  await page.evaluate('history.back()')
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  await expect.poll(() => page.evaluate('history.state')).toBeNull()
  await page.goBack()
  expect(page.url()).toBe('about:blank')
  await page.goForward()
  await visitor.waitForReceipt()
  expect(await form.answers()).toEqual(cardAnswers)
})

test('*Back* on the review in a frame returns to the questions, and does not leave the chat', async ({
  stage,
  send,
  visit,
}) => {
  const form = await send()
  const { page } = await visit()
  const frame = await openInChat(stage, page, form.link)
  const visitor = await visitorOn(playwrightPage(frame))
  await visitor.fillCard()
  await visitor.review()
  await visitor.waitForReview()
  const chat = page.url()
  await page.evaluate('history.back()')
  await visitor.waitForQuestions()
  expect([page.url(), await visitor.valueOf('card-number')]).toEqual([chat, '4111 1111 1111 1111'])
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  expect(page.url()).toBe(chat)
  expect(await form.answers()).toEqual(cardAnswers)
})

test('a page from the back/forward cache is reloaded without a question, and resumes the form without what was typed', async ({
  send,
  visit,
}) => {
  const { page, visitor } = await visit()
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await dialog.dismiss()
  })
  await visitor.open((await send()).link)
  await visitor.fillCard()
  const resumed = page.waitForResponse('**/v1/visitor/resume')
  await page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
  await resumed
  await visitor.waitForQuestions()
  expect([await visitor.valueOf('card-number'), asked]).toEqual(['', []])
})
