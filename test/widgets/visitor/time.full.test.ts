// full: takes minutes in a browser
/**
 * Time on the visitor's page, with the page's clock and the service's advanced together: more time on request, no lost answers,
 * and no dependence on the browser's own clock.
 */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import type { BrandSite } from '../../kit/browser/stage.ts'
import { advanceTime, hours, minutes, openWithClock } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { cardAnswers } from '../../kit/pages/visitor.ts'

/** Applies to forms that are sent afterwards. */
const setFormMinutes = (site: BrandSite, formMinutes: number) =>
  site
    .signIn('administrator', 'ada')
    .then((administrator) => administrator.reply('patch-site', { body: { formMinutes } }))

const { moreTime } = await loadVisitorMessages(['en'])
const dialog = (page: Page) => page.getByRole('dialog', { name: moreTime.title })

describe('a person who needs forty-five minutes', () => {
  test.for([
    ['a clock that is two hours ahead', 2 * hours],
    ['a clock that is two hours behind', -2 * hours],
  ] as const)(
    'with %s is asked once, two minutes before the expiry, and can extend the form with one click',
    async ([_, clockError], { stage, send }) => {
      const form = await send()
      const { page, visitor, browserErrors } = await openWithClock(stage, form.link, clockError)
      await visitor.fillCard()
      expect(await page.locator('main').textContent()).not.toMatch(/\d+:\d\d|minute|second/)
      for (const step of [10, 10, 7.9]) {
        await advanceTime(stage, page, step * minutes)
      }
      expect(await dialog(page).count()).toBe(0)
      await visitor.field('card-expiry').focus()
      await advanceTime(stage, page, 0.2 * minutes)
      await dialog(page).getByText(moreTime.text).waitFor()
      await page.keyboard.press('Enter')
      await visitor.waitForText(moreTime.given)
      expect(await dialog(page).count()).toBe(0)
      expect(await page.evaluate('document.activeElement.id')).toBe('question-card-expiry')
      for (const step of [8.5, 8.5]) {
        await advanceTime(stage, page, step * minutes)
      }
      await visitor.review()
      await visitor.send()
      await visitor.waitForReceipt()
      expect(await form.answers()).toEqual(cardAnswers)
      expect(browserErrors).toEqual([])
    },
  )
})

describe('more time', () => {
  test('can be requested again if the service could not be reached', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    await page.route('**/v1/visitor/extend', (route) => route.abort(), { times: 1 })
    await advanceTime(stage, page, 28.5 * minutes)
    await visitor.takeMoreTime()
    await page.getByRole('dialog').getByText(moreTime.unreachable).waitFor()
    await visitor.takeMoreTime()
    await visitor.waitForText(moreTime.given)
  })

  test('is offered on a form that is open for one minute, half a minute before the expiry, in a dialog that states no time', async ({
    stage,
    site,
    send,
  }) => {
    await setFormMinutes(site, 1)
    const form = await send()
    await setFormMinutes(site, 30)
    const { page, visitor } = await openWithClock(stage, form.link)
    await visitor.fillCard()
    expect(await dialog(page).count()).toBe(0)
    for (let time = 0; time < 3; time += 1) {
      await advanceTime(stage, page, 0.6 * minutes)
      await dialog(page).getByText(moreTime.soon).waitFor()
      // What was said the last time is no sign that the service has answered this time.
      await page.evaluate("document.querySelector('.page-notice').textContent = ''")
      await visitor.takeMoreTime()
      await visitor.waitForText(moreTime.given)
      await page.clock.runFor(1_000)
      expect(await dialog(page).count()).toBe(0)
    }
    // A page that is loaded again late has less than its share of the time before it, and says nothing that is not so.
    await advanceTime(stage, page, 0.3 * minutes)
    await page.reload()
    await visitor.waitForQuestions()
    await advanceTime(stage, page, 0.4 * minutes)
    await dialog(page).getByText(moreTime.soon).waitFor()
    expect(await dialog(page).textContent()).not.toMatch(/two|2/)
    await visitor.takeMoreTime()
    await visitor.waitForText(moreTime.given)
    expect(await dialog(page).count()).toBe(0)
  })

  test('is available for a day, after which the page says that no more time is available', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    const notice = page.getByText(moreTime.given).or(page.getByText(moreTime.longest))
    // Until the page has taken in the reply, no time may pass.
    const takeMore = async () => {
      await page.evaluate("document.querySelector('.page-notice').textContent = ''")
      await visitor.takeMoreTime()
      await notice.waitFor()
    }
    for (let passed = 0; passed < 24 * 60 - 29; passed += 28.1) {
      await advanceTime(stage, page, 28.1 * minutes)
      await takeMore()
    }
    // Up to the last minute there is some to be had, however little.
    const longest = page.getByText(moreTime.longest)
    while ((await longest.count()) === 0) {
      await advanceTime(stage, page, minutes)
      if ((await dialog(page).count()) > 0) await takeMore()
    }
    expect(await visitor.reviewButton.count()).toBe(1)
  })
})

test('the announcement of the first screen is removed, so that a screen reader that reads by line does not repeat the heading', async ({
  send,
  visit,
}) => {
  const { link } = await send()
  const { page } = await visit()
  await page.clock.install()
  await page.goto(link)
  const heading = page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  const announced = page.locator('#announced')
  expect(await announced.textContent()).toBe(await heading.textContent())
  await page.clock.runFor(10_000)
  expect(await announced.textContent()).toBe('')
})
