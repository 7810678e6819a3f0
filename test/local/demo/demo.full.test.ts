// full: takes minutes in a browser
/** The demo in Chromium: reloads, resent forms, the end of the chat and small windows. */
import { expect } from 'vitest'
import * as z from 'zod/mini'
import { openVisit } from '../../kit/browser/visitor-window.ts'
import { demoTest as test } from './demo-window.ts'

test('the demo continues on both sides after a reload', async ({ openDemo }) => {
  const { page, browserErrors, findAgent, findVisitor } = await openDemo()
  await (await findAgent()).sendForm('Bank account details')
  await (await findVisitor()).field('account-holder').waitUntil('visible')
  await page.reload()
  await page.frameLocator('.form-card secure-form iframe').getByLabel('Account holder').fill('Ada Lovelace')
  const panel = page.frameLocator('secure-form-agent iframe')
  await panel.getByText('Opened', { exact: true }).or(panel.getByText('Filling in')).waitFor()
  await page.locator('.form-line', { hasText: /Opened|Filling in/ }).waitFor()
  await page.getByRole('heading', { name: 'Visitor: fill in the form' }).waitFor()
  expect(browserErrors).toEqual([])
})

test('the demo shows the state of a form that changed while its page was not open', async ({ openDemo }) => {
  const { page, findAgent, findVisitor } = await openDemo()
  await (await findAgent()).sendForm()
  await (await findVisitor()).waitForQuestions()
  await page.locator('.form-line', { hasText: 'Opened' }).waitFor()
  await page.evaluate(
    `sessionStorage['acme-conversation'] = sessionStorage['acme-conversation'].replace(',"status":"opened"', '')`,
  )
  await page.reload()
  await page.locator('.form-line', { hasText: 'Opened' }).waitFor()
})

test('the guide can be skipped and shown again, and hides nothing of the chat', async ({ openDemo }) => {
  const { page } = await openDemo()
  await page.getByRole('button', { name: 'Skip the guide' }).click()
  await page.reload()
  const show = page.getByRole('button', { name: 'Guide', exact: true })
  await show.waitFor()
  expect(await page.locator('#guide').isVisible()).toBe(false)
  await show.click()
  await page.getByRole('heading', { name: 'Agent: send a form' }).waitFor()
})

test('the demo replaces a resent form in the chat', async ({ openDemo }) => {
  const { page, findAgent, findVisitor } = await openDemo()
  const agent = await findAgent()
  await agent.sendForm()
  await (await findVisitor()).waitForQuestions()
  await agent.sendAgain()
  await page.getByText('This form was sent again. See below.').waitFor()
  await page.frameLocator('.form-card secure-form iframe').last().getByLabel('Name on the card').waitFor()
  expect(await page.locator('.form-card secure-form').count()).toBe(1)
})

test('the demo makes the frame as tall as the form, and scrolls to the top of each new screen', async ({
  openDemo,
}) => {
  const { page, findAgent, findVisitor } = await openDemo()
  await (await findAgent()).sendForm()
  const visitor = await findVisitor()
  await visitor.fillCard()
  const frame = page.locator('.form-card secure-form iframe')
  const height = await visitor.page.evaluate<number>('document.documentElement.getBoundingClientRect().height')
  await expect.poll(async () => (await frame.boundingBox())?.height).toBeCloseTo(height, -1)
  await visitor.review()
  await visitor.waitForReview()
  const heading = page.frameLocator('.form-card secure-form iframe').getByRole('heading', { level: 1 })
  const transcript = await page.locator('#visitor-transcript').boundingBox()
  const isInSight = async () => {
    const { y } = (await heading.boundingBox()) ?? { y: -1 }
    return transcript !== null && y >= transcript.y && y < transcript.y + transcript.height
  }
  await expect.poll(isInSight).toBe(true)
})

test('the demo removes the panel when the chat ends', async ({ openDemo }) => {
  const { page, findAgent, findVisitor } = await openDemo()
  const agent = await findAgent()
  await agent.sendForm()
  await (await findVisitor()).waitForQuestions()
  await page.getByRole('button', { name: 'End chat' }).click()
  await page.getByText('This chat has ended.').first().waitFor()
  expect(await page.getByRole('button', { name: 'End chat' }).isVisible()).toBe(false)
  await page.getByText('You can no longer send forms or view answers.').waitFor()
  expect(await page.locator('secure-form-agent').count()).toBe(0)
  await page.getByRole('heading', { name: 'What just happened' }).waitFor()
})

test('the demo shows one side at a time on a phone, and needs no horizontal scrolling', async ({ openDemo }) => {
  const { page, browserErrors, findAgent, findVisitor } = await openDemo({ width: 320, height: 700 })
  await (await findAgent()).sendForm('Bank account details')
  await page.getByRole('button', { name: 'Show the visitor' }).click()
  await (await findVisitor()).field('account-holder').waitUntil('visible')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  expect(browserErrors).toEqual([])
})

const Conversation = z.object({ entries: z.array(z.object({ link: z.optional(z.string()) })) })

test('a form’s link can be opened directly on a phone with a screen width of 320 px', async ({ stage, openDemo }) => {
  const { page, findAgent } = await openDemo()
  // The frame in the chat must not open the form first.
  await page.route(/\/form\//, (route) => route.abort())
  await (await findAgent()).sendForm()
  await page.locator('.form-card').waitFor()
  const stored = await page.evaluate<string>(`sessionStorage.getItem('acme-conversation')`)
  const link = Conversation.parse(JSON.parse(stored)).entries.at(-1)?.link ?? ''
  expect(link).toMatch(/\/form\/acme#sfo_/)
  const { page: phone, visitor, browserErrors } = await openVisit(stage, { viewport: { width: 320, height: 700 } })
  await visitor.open(link)
  await visitor.waitForQuestions()
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320)
  await phone.reload()
  await visitor.fillCard()
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  await phone.reload()
  await visitor.waitForReceipt()
  expect(browserErrors).toEqual([])
})
