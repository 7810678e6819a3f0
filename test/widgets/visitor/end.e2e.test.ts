/** The end of a form, as its visitor meets it: nothing typed is lost, nothing untrue is said, and no secret is left behind. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, field, headingIn, typeCard, typedCard } from './form-actions.ts'
import { advanceTime, hours, minutes, openWithClock, staySignedIn } from './timed-visit.ts'
import type { FormForVisitor, VisitorEnvironment } from './visitor-environment.ts'
import { startVisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')

const timeIsUp = 'This form has closed because its time is up.'
const endIt = async ({ scene, formId }: FormForVisitor, status: 'cancelled' | 'closed'): Promise<void> => {
  if (status === 'cancelled') return void (await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent))
  await scene.close()
  // The next form is sent in another conversation.
  stage.target.clock.advance(1)
}

describe('the end', () => {
  test('takes nothing that was typed, except what is off the record, and says how to go on', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    await advanceTime(stage, page, 28.5 * minutes)
    await page.getByRole('dialog').getByRole('button', { name: 'No' }).click()
    await advanceTime(stage, page, 2 * minutes)
    const closed = page.getByRole('status').getByText(timeIsUp)
    await closed.waitFor()
    expect(await field(page, 'cardholder-name').inputValue()).toBe('Ada Lovelace')
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    expect(await field(page, 'card-verification-code').inputValue()).toBe('')
    await english.review(page).click()
    await page.locator('.summary:focus').getByText('ask the agent in the chat to send the form again').waitFor()
    await context.close()
  })

  test('that comes while a machine sleeps is noticed when it wakes', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    await advanceTime(stage, page, 3 * hours)
    await page.getByText(timeIsUp).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })

  test.each([
    ['cancelled', 'The agent has cancelled this form.', 'ask the agent in the chat'],
    ['closed', 'The chat has ended, so this form has closed.', 'please start a new chat'],
  ] as const)('of a form that is %s is noticed while the person types, and keeps what they typed', async (...told) => {
    const [status, sentence, next] = told
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    await endIt(form, status)
    await field(page, 'cardholder-name').fill('')
    await page.clock.fastForward(2_000)
    await page.getByRole('status').getByText(sentence).waitFor()
    await page.getByRole('status').getByText(next).waitFor()
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    expect(await field(page, 'card-verification-code').inputValue()).toBe('')
    await context.close()
  })

  test('is noticed without typing, by one brief look at the status', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    const bodies: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/visitor/resume')) bodies.push(request.postDataJSON())
    })
    await endIt(form, 'cancelled')
    await page.clock.fastForward(15_000)
    await page.getByRole('status').getByText('The agent has cancelled this form.').waitFor()
    expect(bodies).toEqual([{ formId: form.formId, visitorSecret: expect.any(String), brief: true }])
    await page.clock.fastForward(10 * minutes)
    expect(bodies).toHaveLength(1)
    await context.close()
  })
})

describe('answers that are on their way at the end', () => {
  /** Sent six seconds before the end, and there; the reply is held until it is let go, and no other comes. */
  const sendLate = async (form: FormForVisitor) => {
    const visit = await openWithClock(stage, form)
    const { page } = visit
    await typeCard(page)
    for (const step of [10, 10, 8.5]) {
      await advanceTime(stage, page, step * minutes)
      await staySignedIn(form)
    }
    await page.getByRole('dialog').getByRole('button', { name: 'No' }).click()
    await advanceTime(stage, page, 1.4 * minutes)
    await english.review(page).click()
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<boolean>()
    const { promise: isThere, resolve: arrive } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/submit', async (route) => {
      const response = await route.fetch()
      arrive()
      await ((await isLetGo) ? route.fulfill({ response }) : route.abort())
    })
    await english.send(page).click()
    await isThere
    await page.route('**/v1/visitor/resume', (route) => route.abort())
    await advanceTime(stage, page, 0.2 * minutes)
    return { ...visit, letGo }
  }

  test('are a receipt when the reply comes after it, and nothing else is said meanwhile', async () => {
    const form = await stage.send('card-payment')
    const { page, context, letGo } = await sendLate(form)
    await page.getByText('Sending…').waitFor()
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    letGo(true)
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    expect(await form.answers()).toEqual(typedCard)
    await context.close()
  })

  test('are a receipt when the reply is lost and the page could ask only later', async () => {
    const form = await stage.send('card-payment')
    const { page, context, letGo } = await sendLate(form)
    letGo(false)
    await page.clock.runFor(5_000)
    await page.getByText('We cannot tell yet whether your answers arrived').waitFor()
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    await page.unroute('**/v1/visitor/resume')
    await page.clock.runFor(11_000)
    await headingIn(page, 'Your answers were sent to').waitFor()
    await context.close()
  })

  test('and did not arrive are told as that: the form has closed', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    await english.review(page).click()
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/submit-key', async (route) => {
      await isLetGo
      await route.continue()
    })
    await english.send(page).click()
    await advanceTime(stage, page, 31 * minutes)
    expect(await page.getByText(timeIsUp).count()).toBe(0)
    letGo()
    await page.locator('.summary:focus').getByText('ask the agent in the chat to send the form again').waitFor()
    expect(await page.getByText('Sending…').count()).toBe(0)
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })
})

describe('an ended form', () => {
  test('says that it has closed when *Send* is pressed on its review, and keeps what was typed', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await typeCard(page)
    await english.review(page).click()
    await advanceTime(stage, page, 31 * minutes)
    await page.getByText(timeIsUp).waitFor()
    await english.send(page).click()
    await page.locator('.summary:focus').getByText('ask the agent in the chat to send the form again').waitFor()
    expect(await page.getByText('Sending…').count()).toBe(0)
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })

  test('says that it has closed when it is declined', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    await advanceTime(stage, page, 31 * minutes)
    await english.decline(page).click()
    await english.reallyDecline(page).click()
    await page.locator('.summary:focus').getByText(timeIsUp).waitFor()
    await context.close()
  })

  test('shows the receipt when it turns out on declining that another tab has sent the answers', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openWithClock(stage, form)
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/decline', async (route) => {
      await isLetGo
      await route.continue()
    })
    await english.decline(page).click()
    await english.reallyDecline(page).click()
    const other = await context.newPage()
    await other.goto(form.link)
    await typeCard(other)
    await english.review(other).click()
    await english.send(other).click()
    await headingIn(other, 'Your answers were sent to').waitFor()
    await advanceTime(stage, page, 31 * minutes)
    letGo()
    await headingIn(page, 'Your answers were sent to').waitFor()
    await context.close()
  })
})

describe('after the end the browser', () => {
  const sendIt = async (page: Page) => {
    await typeCard(page)
    await english.review(page).click()
    await english.send(page).click()
  }
  const declineIt = async (page: Page) => {
    await english.decline(page).click()
    await english.reallyDecline(page).click()
  }
  const letItPass = (page: Page) => advanceTime(stage, page, 31 * minutes)
  const cancelIt = async (page: Page, form: FormForVisitor) => {
    await endIt(form, 'cancelled')
    await page.clock.fastForward(15_000)
  }
  const closeIt = async (page: Page, form: FormForVisitor) => {
    await endIt(form, 'closed')
    await page.clock.fastForward(15_000)
  }

  test.each([
    ['that was sent', sendIt, 'Your answers were sent to Acme', 'Your answers were sent to Acme'],
    ['that was declined', declineIt, 'You chose not to fill this in', 'You chose not to fill this in'],
    ['whose time is up', letItPass, timeIsUp, 'This form has closed because its time is up'],
    ['that the agent cancelled', cancelIt, 'The agent has cancelled this form.', 'The agent has cancelled this form'],
    ['whose chat has ended', closeIt, 'The chat has ended', 'The chat has ended, so this form has closed'],
  ])(
    'of a form %s keeps no visitor secret, and what it says after a reload it asks nobody',
    async (_, end, said, saidAgain) => {
      const form = await stage.send('card-payment')
      const { page, context } = await openWithClock(stage, form)
      const kept = () => page.evaluate<string>('JSON.stringify(localStorage)')
      const { visitorSecret } = JSON.parse(Object.values<string>(JSON.parse(await kept()))[0] ?? '{}')
      expect(await kept()).toContain(visitorSecret)
      await end(page, form)
      await page.getByText(said).first().waitFor()
      await expect.poll(kept).not.toContain(visitorSecret)

      const asked: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST') asked.push(request.url())
      })
      await page.reload()
      await headingIn(page, saidAgain).waitFor()
      expect(asked).toEqual([])
      await advanceTime(stage, page, 24 * hours)
      await page.goto('about:blank')
      await page.goto((await stage.send('card-payment')).link)
      await english.review(page).waitFor()
      expect(await kept()).not.toContain(form.formId)
      await context.close()
    },
  )
})
