/**
 * Time on the visitor's page, with the page's clock and the service's moved together: nobody is hurried, nobody loses what they
 * typed, and a browser whose own clock is wrong is no worse off.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, field, headingIn, typeCard, typedCard } from './form-actions.ts'
import { advanceTime, hours, minutes, openWithClock, staySignedIn } from './timed-visit.ts'
import type { VisitorEnvironment } from './visitor-environment.ts'
import { startVisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')

/** For forms that are sent from now on. */
const setFormMinutes = async (formMinutes: number) => {
  const { scene } = await stage.send('card-payment')
  const token = await scene.token('administrator', 'ada')
  const { status } = await scene.request('PATCH', '/v1/site', { token, body: { name: 'Acme', formMinutes } })
  expect(status).toBe(200)
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Do you need more time?' })

describe('a person who takes forty-five minutes', () => {
  test.each([
    ['a right clock', 0],
    ['a clock that is two hours ahead', 2 * hours],
    ['a clock that is two hours behind', -2 * hours],
  ])('with %s is asked once, two minutes before the end, presses once, and is heard', async (_, wrongBy) => {
    const form = await stage.send('card-payment')
    const { page, context, browserErrors } = await openWithClock(stage, form, wrongBy)
    await typeCard(page)
    expect(await page.locator('main').textContent()).not.toMatch(/\d+:\d\d|minute|second/)
    for (const step of [10, 10, 7.9]) {
      await advanceTime(stage, page, step * minutes)
      await staySignedIn(form)
    }
    expect(await dialog(page).count()).toBe(0)
    await field(page, 'card-expiry').focus()
    await advanceTime(stage, page, 0.2 * minutes)
    await dialog(page).getByText('in about two minutes').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('You have more time now.').waitFor()
    expect(await dialog(page).count()).toBe(0)
    expect(await page.evaluate('document.activeElement.id')).toBe('question-card-expiry')
    for (const step of [8.5, 8.5]) {
      await advanceTime(stage, page, step * minutes)
      await staySignedIn(form)
    }
    await english.review(page).click()
    await english.send(page).click()
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(await form.answers()).toEqual(typedCard)
    expect(browserErrors).toEqual([])
    await context.close()
  })
})

describe('more time', () => {
  test('that the service cannot be asked for is asked for again', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await page.route('**/v1/visitor/extend', (route) => route.abort(), { times: 1 })
    await advanceTime(stage, page, 28.5 * minutes)
    await english.moreTime(page).click()
    await page.getByRole('dialog').getByText('The service cannot be reached just now.').waitFor()
    await english.moreTime(page).click()
    await page.getByText('You have more time now.').waitFor()
    await context.close()
  })

  test('can be had on a form of one minute, whose dialog comes half a minute before the end and names no time', async () => {
    await setFormMinutes(1)
    const form = await stage.send('card-payment')
    await setFormMinutes(30)
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    expect(await dialog(page).count()).toBe(0)
    for (let time = 0; time < 3; time += 1) {
      await advanceTime(stage, page, 0.6 * minutes)
      await dialog(page).getByText('This form is about to close').waitFor()
      // What was said the last time is no sign that the service has answered this time.
      await page.evaluate("document.querySelector('.page-notice').textContent = ''")
      await english.moreTime(page).click()
      await page.getByText('You have more time now.').waitFor()
      await page.clock.runFor(1_000)
      expect(await dialog(page).count()).toBe(0)
    }
    // A page that is loaded again late has less than its share of the time before it, and says nothing that is not so.
    await advanceTime(stage, page, 0.3 * minutes)
    await page.reload()
    await english.review(page).waitFor()
    await advanceTime(stage, page, 0.4 * minutes)
    await dialog(page).getByText('This form is about to close').waitFor()
    expect(await dialog(page).textContent()).not.toMatch(/two|2/)
    await english.moreTime(page).click()
    await page.getByText('You have more time now.').waitFor()
    expect(await dialog(page).count()).toBe(0)
    await context.close()
  })

  test('can be had for a day, and then the page says that there is no more', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    const told = page.getByText(/^You have more time now|^This form cannot be kept open any longer/)
    // Until the page has taken in the reply, no time may pass.
    const takeMore = async () => {
      await page.evaluate("document.querySelector('.page-notice').textContent = ''")
      await english.moreTime(page).click()
      await told.waitFor()
    }
    for (let passed = 0; passed < 24 * 60 - 29; passed += 28.1) {
      await advanceTime(stage, page, 28.1 * minutes)
      await takeMore()
    }
    // Up to the last minute there is some to be had, however little.
    const longest = page.getByText('This form cannot be kept open any longer.')
    while ((await longest.count()) === 0) {
      await advanceTime(stage, page, minutes)
      if ((await dialog(page).count()) > 0) await takeMore()
    }
    expect(await english.review(page).count()).toBe(1)
    await context.close()
  })
})
