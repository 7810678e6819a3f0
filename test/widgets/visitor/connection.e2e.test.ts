/** The visitor's page when the connection is lost, and when the page is left and found again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, field, headingIn, typeCard, typedCard } from './form-actions.ts'
import { startVisitorEnvironment, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')
const receipt = 'Your answers were sent to'

describe('a lost connection', () => {
  test('is said while the person types, without moving the focus, and nothing typed is lost', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.goto(form.link)
    await typeCard(page)
    await context.setOffline(true)
    await page.getByRole('status').getByText('You are offline.').waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('question-card-verification-code')
    await english.review(page).click()
    await english.send(page).click()
    // The connection comes back before the page has given up asking what became of the answers.
    await context.setOffline(false)
    await page.getByText('Your answers have not arrived. Nothing is lost').waitFor()
    await english.send(page).click()
    await headingIn(page, receipt).waitFor()
    expect(await form.answers()).toEqual(typedCard)
    await context.close()
  })

  test('in which nobody knows what became of the answers is told as that, until the page has learnt it', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.clock.install()
    await page.goto(form.link)
    await typeCard(page)
    await english.review(page).click()
    // The answers arrive; the reply does not, and neither does any other.
    await page.route('**/v1/visitor/submit', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.route('**/v1/visitor/resume', (route) => route.abort())
    await english.send(page).click()
    await page.clock.runFor(5_000)
    await page.getByText('We cannot tell yet whether your answers arrived').waitFor()
    await page.unroute('**/v1/visitor/resume')
    await page.clock.runFor(11_000)
    await headingIn(page, receipt).waitFor()
    expect(await form.answers()).toEqual(typedCard)
    await context.close()
  })

  test('at the opening costs nothing: the page tries again by itself when the connection is back', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.route('**/v1/visitor/open', (route) => route.abort(), { times: 2 })
    await page.goto(form.link)
    await headingIn(page, 'The form cannot be reached just now').waitFor()
    await english.again(page).click()
    // The screen of the first failure stays until the second request has failed, too; only then is there anything to hear.
    await expect
      .poll(
        async () => {
          await page.evaluate("window.dispatchEvent(new Event('online'))")
          return await english.review(page).isVisible()
        },
        { timeout: 15_000 },
      )
      .toBe(true)
    await context.close()
  })

  test('at the opening is tried again once, however often the button is pressed, and a late reply takes nothing typed', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    const { promise: isPressed, resolve: pressed } = Promise.withResolvers<void>()
    const { promise: isTyped, resolve: typed } = Promise.withResolvers<void>()
    let opens = 0
    await page.route('**/v1/visitor/open', async (route) => {
      opens += 1
      if (opens === 1) return route.abort()
      await (opens === 2 ? isPressed : isTyped)
      await route.continue()
    })
    await page.goto(form.link)
    await english.again(page).dblclick()
    expect(await english.again(page).getAttribute('aria-disabled')).toBe('true')
    pressed()
    await field(page, 'cardholder-name').fill('Ada Lovelace')
    typed()
    await page.waitForTimeout(500)
    expect(await field(page, 'cardholder-name').inputValue()).toBe('Ada Lovelace')
    expect(opens).toBe(2)
    await context.close()
  })

  test('that took the first reply is no loss: the same browser opens the same form again', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.route(
      '**/v1/visitor/open',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await page.goto(form.link)
    await english.again(page).click()
    await english.review(page).waitFor()
    await context.close()
  })
})

describe('a page that was left', () => {
  test('resumes after a reload, on the way back, and in a new frame, and is told kindly in another browser', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.goto(form.link)
    await english.review(page).waitFor()
    await page.reload()
    await english.review(page).waitFor()
    await page.goto('about:blank')
    await page.goBack()
    await english.review(page).waitFor()
    await page.close()
    const again = await context.newPage()
    await again.goto(form.link)
    await typeCard(again)

    const other = await stage.visit()
    await other.page.goto(form.link)
    await other.page.getByText('Perhaps it was opened in another one').waitFor()
    await other.page.getByText('Please ask the agent in the chat to send it again.').waitFor()
    await other.context.close()

    await english.review(again).click()
    await english.send(again).click()
    await headingIn(again, receipt).waitFor()
    await again.reload()
    await headingIn(again, receipt).waitFor()
    await context.close()
  })

  test('says its receipt in the language of the form, which the receipt itself does not know', async () => {
    const form = await stage.send('card-payment', 'ja')
    const japanese = await buttonsIn('ja')
    const { page, context } = await stage.visit({ locale: 'de-DE' })
    await page.goto(form.link)
    await typeCard(page)
    await japanese.review(page).click()
    await japanese.send(page).click()
    await headingIn(page, '回答をAcmeに送信しました').waitFor()
    await page.reload()
    await headingIn(page, '回答をAcmeに送信しました').waitFor()
    await context.close()
  })

  test('takes nothing typed and unsent with it before the browser has asked', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    const asked: string[] = []
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type())
      await dialog.dismiss()
    })
    await page.goto(form.link)
    await field(page, 'cardholder-name').click()
    await page.reload()
    // Browsers ask only for whom has done something on the page, so everything here is done by keys and clicks.
    await field(page, 'cardholder-name').click()
    await page.keyboard.type('Ada')
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    expect(await field(page, 'cardholder-name').inputValue()).toBe('Ada')
    for (const _ of 'Ada') await page.keyboard.press('Backspace')
    await page.reload()
    await typeCard(page)
    await english.review(page).click()
    await english.send(page).click()
    await headingIn(page, receipt).waitFor()
    await page.reload()
    await headingIn(page, receipt).waitFor()
    expect(asked).toEqual(['beforeunload'])
    await context.close()
  })

  test('is announced with its first heading, whichever that is, and leaves the focus where it is', async () => {
    const form = await stage.send('card-payment', 'ja')
    const { page, context } = await stage.visit()
    await page.goto(form.link)
    await headingIn(page, 'カードでのお支払い').waitFor()
    const announced = page.locator('#announced[role="status"]')
    expect(await announced.textContent()).toBe('カードでのお支払い')
    expect(await announced.getAttribute('lang')).toBe('ja')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY')
    const japanese = await buttonsIn('ja')
    await typeCard(page)
    await japanese.review(page).click()
    await japanese.send(page).waitFor()
    expect(await announced.textContent()).toBe('')

    const other = await stage.visit()
    await other.page.goto(form.link)
    const sorry = 'This form is not available here'
    await headingIn(other.page, sorry).waitFor()
    expect(await other.page.locator('#announced').textContent()).toBe(sorry)
    await other.context.close()
    await context.close()
  })

  test('keeps in the browser what finds the form again, and no answer', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.goto(form.link)
    await typeCard(page)
    await english.review(page).click()
    await english.send(page).waitFor()
    const kept = await page.evaluate<string>(
      'JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])',
    )
    expect(kept).toContain(form.formId)
    for (const secret of ['4111', 'Lovelace', '737', '05/39', '0539']) expect(kept).not.toContain(secret)
    await context.close()
  })

  test('that a browser refuses to remember says so before anything is typed, and works', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    await page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    await page.goto(form.link)
    await page.getByText('Please keep this page open until you have sent the form').waitFor()
    const order =
      "document.querySelector('.notice.warn:not(:empty)').compareDocumentPosition(document.querySelector('input'))"
    expect(await page.evaluate(order)).toBe(4)
    await typeCard(page)
    await english.review(page).click()
    await english.send(page).click()
    await headingIn(page, receipt).waitFor()
    await context.close()
  })

  test('was not opened by whoever only fetched the link', async () => {
    const form = await stage.send('card-payment')
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(form.link, { method })).status).toBe(200)
    const { page, context } = await stage.visit()
    await page.goto(form.link)
    await english.review(page).waitFor()
    await context.close()
  })
})
