/**
 * Time on the visitor's page, with the page's clock and the service's moved together: nobody is hurried, nobody loses what they
 * typed, and a browser whose own clock is wrong is no worse off.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormForVisitor, VisitorStage } from './visitor-stage.ts'
import { startVisitorStage } from './visitor-stage.ts'
import { buttonsIn, field, headingIn, typeCard, typedCard } from './walk.ts'

let stage: VisitorStage
beforeAll(async () => {
  stage = await startVisitorStage()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')
const minutes = 60_000
const hours = 60 * minutes

/** `wrongBy`: how far the browser's own clock is from the service's. */
const openSlowly = async (form: FormForVisitor, wrongBy = 0) => {
  const visit = await stage.visit()
  await visit.page.clock.install({ time: stage.target.clock.now() + wrongBy })
  await visit.page.goto(form.link)
  await english.review(visit.page).waitFor()
  return visit
}

const pass = async (page: Page, milliseconds: number) => {
  stage.target.clock.advance(milliseconds)
  await page.clock.fastForward(milliseconds)
}

/** An agent who goes on working is signed in still. */
const stay = ({ scene }: FormForVisitor) => scene.post('/v1/session/stay', {}, scene.agent)

/** For forms that are sent from now on. */
const setFormMinutes = async (formMinutes: number) => {
  const { scene } = await stage.send('card-payment')
  const token = await scene.token('administrator', 'ada')
  const { status } = await scene.request('PUT', '/v1/site', { token, body: { name: 'Acme', formMinutes } })
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
    const { page, context, complaints } = await openSlowly(form, wrongBy)
    await typeCard(page)
    expect(await page.locator('main').textContent()).not.toMatch(/\d+:\d\d|minute|second/)
    for (const step of [10, 10, 7.9]) {
      await pass(page, step * minutes)
      await stay(form)
    }
    expect(await dialog(page).count()).toBe(0)
    await field(page, 'card-expiry').focus()
    await pass(page, 0.2 * minutes)
    await dialog(page).getByText('in about two minutes').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('You have more time now.').waitFor()
    expect(await dialog(page).count()).toBe(0)
    expect(await page.evaluate('document.activeElement.id')).toBe('question-card-expiry')
    for (const step of [8.5, 8.5]) {
      await pass(page, step * minutes)
      await stay(form)
    }
    await english.review(page).click()
    await english.send(page).click()
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(await form.answers()).toEqual(typedCard)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('the end', () => {
  test('takes nothing that was typed, except what is off the record, and says how to go on', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    await pass(page, 28.5 * minutes)
    await page.getByRole('dialog').getByRole('button', { name: 'No' }).click()
    await pass(page, 2 * minutes)
    const closed = page.getByRole('status').getByText('This form has closed.')
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
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    await pass(page, 3 * hours)
    await page.getByText('This form has closed.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })

  test('by the agent is told while the person types, and keeps what they typed', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    await form.scene.post(`/v1/forms/${form.formId}/cancel`, {}, form.scene.agent)
    await page.clock.fastForward(2_000)
    await page.getByText('This form has closed.').waitFor()
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })
})

describe('answers that are on their way at the end', () => {
  /** Sent six seconds before the end, and there; the reply is held until it is let go, and no other comes. */
  const sendLate = async (form: FormForVisitor) => {
    const visit = await openSlowly(form)
    const { page } = visit
    await typeCard(page)
    for (const step of [10, 10, 8.5]) {
      await pass(page, step * minutes)
      await stay(form)
    }
    await page.getByRole('dialog').getByRole('button', { name: 'No' }).click()
    await pass(page, 1.4 * minutes)
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
    await pass(page, 0.2 * minutes)
    return { ...visit, letGo }
  }

  test('are a receipt when the reply comes after it, and nothing else is said meanwhile', async () => {
    const form = await stage.send('card-payment')
    const { page, context, letGo } = await sendLate(form)
    await page.getByText('Sending…').waitFor()
    expect(await page.getByText('This form has closed.').count()).toBe(0)
    letGo(true)
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(await page.getByText('This form has closed.').count()).toBe(0)
    expect(await form.answers()).toEqual(typedCard)
    await context.close()
  })

  test('are a receipt when the reply is lost and the page could ask only later', async () => {
    const form = await stage.send('card-payment')
    const { page, context, letGo } = await sendLate(form)
    letGo(false)
    await page.clock.runFor(5_000)
    await page.getByText('We cannot tell yet whether your answers arrived').waitFor()
    expect(await page.getByText('This form has closed.').count()).toBe(0)
    await page.unroute('**/v1/visitor/resume')
    await page.clock.runFor(11_000)
    await headingIn(page, 'Your answers were sent to').waitFor()
    await context.close()
  })

  test('and did not arrive are told as that: the form has closed', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    await english.review(page).click()
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>()
    await page.route('**/v1/visitor/submit-key', async (route) => {
      await isLetGo
      await route.continue()
    })
    await english.send(page).click()
    await pass(page, 31 * minutes)
    expect(await page.getByText('This form has closed.').count()).toBe(0)
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
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    await english.review(page).click()
    await pass(page, 31 * minutes)
    await page.getByText('This form has closed.').waitFor()
    await english.send(page).click()
    await page.locator('.summary:focus').getByText('ask the agent in the chat to send the form again').waitFor()
    expect(await page.getByText('Sending…').count()).toBe(0)
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })

  test('says that it has closed when it is declined', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    await pass(page, 31 * minutes)
    await english.decline(page).click()
    await english.reallyDecline(page).click()
    await page.locator('.summary:focus').getByText('This form has closed.').waitFor()
    await context.close()
  })

  test('shows the receipt when it turns out on declining that another tab has sent the answers', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
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
    await pass(page, 31 * minutes)
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
  const letItPass = (page: Page) => pass(page, 31 * minutes)
  const cancelIt = async (page: Page, { scene, formId }: FormForVisitor) => {
    await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent)
    await field(page, 'cardholder-name').fill('Ada')
    await page.clock.fastForward(2_000)
  }
  const closed = 'This form has closed.'
  const notHere = 'This form is not available here'

  test.each([
    ['that was sent', sendIt, 'Your answers were sent to Acme', 'Your answers were sent to Acme'],
    ['that was declined', declineIt, 'You chose not to fill this in', 'You chose not to fill this in'],
    ['whose time is up', letItPass, closed, notHere],
    ['that the agent cancelled', cancelIt, closed, notHere],
  ])(
    'of a form %s keeps no visitor secret, and what it says after a reload it asks nobody',
    async (_, end, said, saidAgain) => {
      const form = await stage.send('card-payment')
      const { page, context } = await openSlowly(form)
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
      await pass(page, 24 * hours)
      await page.goto('about:blank')
      await page.goto((await stage.send('card-payment')).link)
      await english.review(page).waitFor()
      expect(await kept()).not.toContain(form.formId)
      await context.close()
    },
  )
})

describe('more time', () => {
  test('that the service cannot be asked for is asked for again', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    await page.route('**/v1/visitor/extend', (route) => route.abort(), { times: 1 })
    await pass(page, 28.5 * minutes)
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
    const { page, context } = await openSlowly(form)
    await typeCard(page)
    expect(await dialog(page).count()).toBe(0)
    for (let time = 0; time < 3; time += 1) {
      await pass(page, 0.6 * minutes)
      await dialog(page).getByText('This form is about to close').waitFor()
      await english.moreTime(page).click()
      await page.getByText('You have more time now.').waitFor()
      await page.clock.runFor(1_000)
      expect(await dialog(page).count()).toBe(0)
    }
    // A page that is loaded again late has less than its share of the time before it, and says nothing that is not so.
    await pass(page, 0.3 * minutes)
    await page.reload()
    await english.review(page).waitFor()
    await pass(page, 0.4 * minutes)
    await dialog(page).getByText('This form is about to close').waitFor()
    expect(await dialog(page).textContent()).not.toMatch(/two|2/)
    await english.moreTime(page).click()
    await page.getByText('You have more time now.').waitFor()
    expect(await dialog(page).count()).toBe(0)
    await context.close()
  })

  test('can be had for a day, and then the page says that there is no more', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await openSlowly(form)
    const told = page.getByText(/^You have more time now|^This form cannot be kept open any longer/)
    // Until the page has taken in the reply, no time may pass.
    const takeMore = async () => {
      await page.evaluate("document.querySelector('.page-notice').textContent = ''")
      await english.moreTime(page).click()
      await told.waitFor()
    }
    for (let passed = 0; passed < 24 * 60 - 29; passed += 28.1) {
      await pass(page, 28.1 * minutes)
      await takeMore()
    }
    // Up to the last minute there is some to be had, however little.
    const longest = page.getByText('This form cannot be kept open any longer.')
    while ((await longest.count()) === 0) {
      await pass(page, minutes)
      if ((await dialog(page).count()) > 0) await takeMore()
    }
    expect(await english.review(page).count()).toBe(1)
    await context.close()
  })
})
