/** The visitor's page in the chat around it: what the chat is told, and what is in sight. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, field, headingIn, typeCard } from './form-actions.ts'
import { startVisitorEnvironment, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')
const receipt = 'Your answers were sent to'

describe('the chat around the page', () => {
  test('and the agent learn states and ids, and never an answer', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    const reported: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/progress')) reported.push(request.postData() ?? '')
    })
    await page.goto(stage.chat.urlFor(form.link))
    const frame = page.frameLocator('iframe')
    await field(frame, 'cardholder-name').fill('Ada Lovelace')
    await field(frame, 'card-number').fill('4111 1111 1111 1112')
    await page.waitForResponse('**/v1/visitor/progress')
    await field(frame, 'card-number').fill('4111 1111 1111 1111')
    await page.waitForResponse('**/v1/visitor/progress')
    await typeCard(frame)
    await english.review(frame).click()
    await english.send(frame).click()
    await headingIn(frame, receipt).waitFor()

    const heard = await page.evaluate<readonly Record<string, unknown>[]>('heard')
    const events = heard.filter(({ message }) => message === 'event')
    expect(events.every(({ formId, origin }) => formId === form.formId && origin === stage.target.origin)).toBe(true)
    const progress = events.filter(({ event }) => event === 'progress').map(({ questions }) => questions)
    const empty = { 'card-expiry': 'empty', 'card-verification-code': 'empty', 'postal-code': 'empty' }
    expect(progress.slice(0, 2)).toEqual([
      { 'cardholder-name': 'valid', 'card-number': 'invalid', ...empty },
      { 'cardholder-name': 'valid', 'card-number': 'valid', ...empty },
    ])
    expect(reported.map((body) => JSON.parse(body).questions).slice(0, 2)).toEqual(progress.slice(0, 2))
    expect([events[0]?.event, events.at(-1)?.event]).toEqual(['opened', 'submitted'])
    expect(heard.filter(({ message }) => message === 'height').length).toBeGreaterThan(0)
    expect(heard.filter(({ message }) => message === 'scroll-to').length).toBeGreaterThan(0)
    const told = JSON.stringify(heard) + reported.join('')
    for (const secret of ['4111', 'Lovelace', '737', '05/39', '0539', 'sfo_', 'sfs_'])
      expect(JSON.stringify(heard)).not.toContain(secret)
    expect(told).not.toContain('Lovelace')
    await context.close()
  })

  test('is told of a form that was declined, and of one that is not there', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.goto(stage.chat.urlFor(form.link))
    const frame = page.frameLocator('iframe')
    await english.decline(frame).click()
    await english.reallyDecline(frame).click()
    await headingIn(frame, 'You chose not to fill this in').waitFor()
    const events = () =>
      page.evaluate<readonly string[]>('heard.filter(({ event }) => event).map(({ event, code }) => code ?? event)')
    expect(await events()).toEqual(['opened', 'declined'])
    await page.reload()
    await headingIn(frame, 'You chose not to fill this in').waitFor()
    expect(await events()).toEqual(['declined'])
    const other = await stage.send('card-payment')
    await other.scene.post(`/v1/forms/${other.formId}/cancel`, {}, other.scene.agent)
    await page.goto(stage.chat.urlFor(other.link))
    await headingIn(frame, 'This form is not available here').waitFor()
    expect(await events()).toEqual(['not-available'])
    await context.close()
  })

  test.each([
    [720, 400, 0.9],
    [720, 400, 0.02],
    [390, 400, 0.5],
    [390, 844, 0.5],
  ])('sees the whole of a question in a window of %d by %d, wherever it was asked', async (width, height, at) => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit({ viewport: { width, height } })
    await page.goto(stage.chat.urlFor(form.link))
    await page.evaluate(`frame.height = 2000, frame.width = ${width - 16}`)
    const frame = page.frameLocator('iframe')
    const button = english.decline(frame)
    const top = (await button.boundingBox())?.y ?? 0
    await page.evaluate(`scrollTo(0, ${top - at * height})`)
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = frame.getByRole('dialog')
    await dialog.waitFor()
    const isInSight = async () => {
      const box = (await dialog.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
      return box.y >= 0 && box.y + box.height <= height && box.x >= 16 && box.x + box.width <= width - 16
    }
    await expect.poll(isInSight).toBe(true)
    // A second press of the same key is no answer that cannot be taken back.
    await page.keyboard.press('Enter')
    expect(await dialog.count()).toBe(0)
    expect(await button.count()).toBe(1)
    await context.close()
  })

  test('sees a question where the person is, however high the frame, and is asked to scroll to a new screen', async () => {
    const form = await stage.send('every-type')
    const { page, context } = await stage.visit()
    await page.goto(stage.chat.urlFor(form.link))
    await page.evaluate("document.querySelector('iframe').height = 3000")
    const frame = page.frameLocator('iframe')
    await english.decline(frame).click()
    const asked = await frame.getByRole('dialog').boundingBox()
    const pressed = await frame.locator('main .buttons .plain').boundingBox()
    expect(Math.abs((asked?.y ?? 0) - (pressed?.y ?? 0))).toBeLessThan(300)
    await page.keyboard.press('Escape')
    await english.review(frame).click()
    await frame.locator('.summary:focus').waitFor()
    const tops = await page.evaluate<readonly number[]>(
      "heard.filter(({ message }) => message === 'scroll-to').map(({ top }) => top)",
    )
    expect(tops.at(-1)).toBeLessThan(200)
    await context.close()
  })
})
