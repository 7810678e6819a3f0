// full: takes minutes in a browser
/** The end of a form on the visitor's page: what was typed is kept, the page says how it ended, and no secret remains in the browser. */
import { describe, expect } from 'vitest'
import { endingHeading } from '../../../widgets/visitor/end-messages.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { advanceTime, hours, minutes, openWithClock } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import type { SentForm } from '../../kit/pages/sent-form.ts'
import { cardAnswers, visitorOn } from '../../kit/pages/visitor.ts'

const { ended } = await loadVisitorMessages(['en'])
const timeIsUp = ended.expired
const end = (form: SentForm, status: 'cancelled' | 'closed'): Promise<unknown> =>
  status === 'closed' ? form.closeConversation() : form.cancel()

describe('the end of a form', () => {
  test('is shown when the computer wakes if it happened during sleep', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    await visitor.fillCard()
    await advanceTime(stage, page, 3 * hours)
    await visitor.waitForText(timeIsUp)
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
  })

  test.for([
    ['cancelled', ended.cancelled, ended.askAgain],
    ['closed', ended.closed, ended.newChat],
  ] as const)(
    'that is %s is shown while the person types, and the typed text is kept',
    async ([status, sentence, next], { stage, send }) => {
      const form = await send()
      const { page, visitor } = await openWithClock(stage, form.link)
      await visitor.fillCard()
      await end(form, status)
      const requests: string[] = []
      page.on('request', (request) => {
        const { pathname } = new URL(request.url())
        if (request.method() === 'POST') requests.push(pathname.replace('/v1/visitor/', ''))
      })
      await visitor.fill('cardholder-name', '')
      await page.clock.fastForward(2_000)
      await page.getByRole('status').getByText(sentence).waitFor()
      await page.getByRole('status').getByText(next).waitFor()
      expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
      expect(await visitor.valueOf('card-verification-code')).toBe('')
      await page.clock.fastForward(10 * minutes)
      expect(requests).toEqual(['progress', 'resume'])
    },
  )

  test('is also shown to a person who does not type, after one short status request', async ({ stage, send }) => {
    const form = await send()
    const { page } = await openWithClock(stage, form.link)
    const bodies: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/visitor/resume')) bodies.push(request.postDataJSON())
    })
    await end(form, 'cancelled')
    await page.clock.fastForward(15_000)
    await page.getByRole('status').getByText(ended.cancelled).waitFor()
    expect(bodies).toEqual([{ formId: form.formId, visitorSecret: expect.any(String), brief: true }])
    await page.clock.fastForward(10 * minutes)
    expect(bodies).toHaveLength(1)
  })
})

describe('answers that are being sent when the form expires', () => {
  /** Sends six seconds before the end. The reply is held until `letGo` is called, and no later request is answered. */
  const sendLate = async (stage: Stage, form: SentForm) => {
    const visit = await openWithClock(stage, form.link)
    const { page, visitor } = visit
    await visitor.fillCard()
    for (const step of [10, 10, 8.5]) {
      await advanceTime(stage, page, step * minutes)
    }
    await page.getByRole('dialog').getByRole('button', { name: visitor.words.moreTime.no }).click()
    await advanceTime(stage, page, 1.4 * minutes)
    await visitor.review()
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<boolean>()
    const { promise: isThere, resolve: arrive } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/submit', async (route) => {
      const response = await route.fetch()
      arrive()
      await ((await isLetGo) ? route.fulfill({ response }) : route.abort())
    })
    await visitor.send()
    await isThere
    await page.route('**/v1/visitor/resume', (route) => route.abort())
    await advanceTime(stage, page, 0.2 * minutes)
    return { ...visit, letGo }
  }

  test('get a receipt if the reply is late, and no error is shown before', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor, letGo } = await sendLate(stage, form)
    await visitor.waitForText(visitor.words.review.sending)
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    letGo(true)
    await visitor.waitForReceipt()
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    expect(await form.answers()).toEqual(cardAnswers)
  })

  test('get a receipt if the reply is lost but the page later requests the status', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor, letGo } = await sendLate(stage, form)
    letGo(false)
    await page.clock.runFor(5_000)
    await visitor.waitForText(visitor.words.review.unknown)
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    await page.unroute('**/v1/visitor/resume')
    await page.clock.runFor(11_000)
    await visitor.waitForReceipt()
  })

  test('cause the notice that the form has closed if they do not arrive', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    await visitor.fillCard()
    await visitor.review()
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/submit-key', async (route) => {
      await isLetGo
      await route.continue()
    })
    await visitor.send()
    await advanceTime(stage, page, 31 * minutes)
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    letGo()
    await page.locator('.summary:focus').getByText(ended.askAgain).waitFor()
    expect(await page.getByText(visitor.words.review.sending).count()).toBe(0)
    expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
  })
})

describe('an ended form', () => {
  test('says that it has ended when *Send* is pressed on the review screen, and keeps the typed text', async ({
    stage,
    send,
  }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    await visitor.fillCard()
    await visitor.review()
    await advanceTime(stage, page, 31 * minutes)
    await visitor.waitForText(timeIsUp)
    await visitor.send()
    await page.locator('.summary:focus').getByText(ended.askAgain).waitFor()
    expect(await page.getByText(visitor.words.review.sending).count()).toBe(0)
    expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
  })

  test('says that it has ended when *Decline* is pressed', async ({ stage, send }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    await advanceTime(stage, page, 31 * minutes)
    await visitor.decline()
    await visitor.confirmDecline()
    await page.locator('.summary:focus').getByText(timeIsUp).waitFor()
  })

  test('shows the receipt when *Decline* is pressed after another tab has sent the answers', async ({
    stage,
    send,
  }) => {
    const form = await send()
    const { page, visitor } = await openWithClock(stage, form.link)
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/decline', async (route) => {
      await isLetGo
      await route.continue()
    })
    await visitor.decline()
    await visitor.confirmDecline()
    const other = await visitorOn(playwrightPage(await page.context().newPage()))
    await other.open(form.link)
    await other.fillCard()
    await other.review()
    await other.send()
    await other.waitForReceipt()
    await advanceTime(stage, page, 31 * minutes)
    letGo()
    await visitor.waitForReceipt()
  })
})

describe('after the end of a form', () => {
  test.for([
    ['that was declined', 'declined'],
    ['whose time is up', 'expired'],
    ['that the agent cancelled', 'cancelled'],
    ['whose chat has ended', 'closed'],
  ] as const)(
    '%s, the browser has no visitor secret, and a reload shows the outcome without a request',
    async ([_, status], { stage, send }) => {
      const form = await send()
      const { page, visitor } = await openWithClock(stage, form.link)
      const outcome = status === 'declined' ? visitor.words.declined.heading : endingHeading(visitor.words, status)
      const kept = () => page.evaluate<string>('JSON.stringify(localStorage)')
      const { visitorSecret } = JSON.parse(Object.values<string>(JSON.parse(await kept()))[0] ?? '{}')
      expect(await kept()).toContain(visitorSecret)
      if (status === 'declined') {
        await visitor.decline()
        await visitor.confirmDecline()
      } else if (status === 'expired') await advanceTime(stage, page, 31 * minutes)
      else {
        await end(form, status)
        await page.clock.fastForward(15_000)
      }
      await visitor.waitForText(outcome)
      await expect.poll(kept).not.toContain(visitorSecret)

      const asked: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST') asked.push(request.url())
      })
      await page.reload()
      await visitor.waitForHeading(outcome)
      expect(asked).toEqual([])
      await advanceTime(stage, page, 24 * hours)
      await page.goto('about:blank')
      await visitor.open((await send()).link)
      await visitor.waitForQuestions()
      expect(await kept()).not.toContain(form.formId)
    },
  )
})
