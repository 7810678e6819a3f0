// full: takes minutes in a browser
/** The visitor's page when the connection is lost, and when the page is left and found again. */
import { describe, expect } from 'vitest'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { openInChat } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { cardAnswers, isSealingCode, visitorOn } from '../../kit/pages/visitor.ts'

describe('a lost connection', () => {
  test('before the form opens does not spend the key, and the page retries when it reconnects', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await page.route('**/v1/visitor/open', (route) => route.abort(), { times: 2 })
    await visitor.open(form.link)
    await visitor.waitForHeading(visitor.words.unreachable.heading)
    await visitor.tryAgain()
    // The screen of the first failure stays until the second request has failed, too; only then is there anything to hear.
    await expect
      .poll(
        async () => {
          await page.evaluate("window.dispatchEvent(new Event('online'))")
          return await visitor.reviewButton.isVisible()
        },
        { timeout: 15_000 },
      )
      .toBe(true)
  })

  test('before the form opens causes only one retry, even if the button is pressed twice, and a late reply does not clear the typed text', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    const { promise: isPressed, resolve: pressed } = Promise.withResolvers<void>()
    const { promise: isTyped, resolve: typed } = Promise.withResolvers<void>()
    let opens = 0
    await page.route('**/v1/visitor/open', async (route) => {
      opens += 1
      if (opens === 1) return route.abort()
      await (opens === 2 ? isPressed : isTyped)
      await route.continue()
    })
    await visitor.open(form.link)
    await page.getByRole('button', { name: visitor.words.unreachable.again }).dblclick()
    expect(await visitor.tryAgainButton.attribute('aria-disabled')).toBe('true')
    pressed()
    await visitor.fill('cardholder-name', 'Ada Lovelace')
    typed()
    await page.waitForTimeout(500)
    expect(await visitor.valueOf('cardholder-name')).toBe('Ada Lovelace')
    expect(opens).toBe(2)
  })

  test.for([
    ['the browser has stored its secret', ''],
    ['the page has kept its secret, because the browser stores nothing', 'Storage.prototype.setItem = () => {}'],
  ] as const)('that loses the first reply does not lock the form: %s', async ([_, script], { send, visit }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await page.addInitScript(script)
    await page.route(
      '**/v1/visitor/open',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await visitor.open(form.link)
    await visitor.tryAgain()
    await visitor.waitForQuestions()
  })
})

describe('the code that the page needs only after the first question', () => {
  test('is loaded before it is needed, and only for a form with off-the-record questions', async ({ send, visit }) => {
    const { page, visitor } = await visit()
    const sealingCode: string[] = []
    page.on('request', (request) => {
      if (isSealingCode(request.url())) sealingCode.push(request.url())
    })
    await visitor.open((await send('bank-account')).link)
    await visitor.waitForQuestions()
    const loaded = page.waitForResponse((response) => isSealingCode(response.url()))
    await visitor.open((await send()).link)
    await visitor.waitForQuestions()
    await loaded
    expect(sealingCode).toHaveLength(1)
  })

  test('is loaded again after a failure, and *Send* says that the answers are not sent while it is missing', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await page.route(
      (url) => isSealingCode(url.href),
      (route) => route.abort(),
    )
    await visitor.open(form.link)
    await visitor.fillCard()
    await visitor.reviewAndSend()
    await visitor.waitForText(visitor.words.review.notArrived)
    await page.unrouteAll()
    await visitor.send()
    await visitor.waitForReceipt()
    expect(await form.answers()).toEqual(cardAnswers)
  })
})

describe('a visitor’s page', () => {
  test('resumes its form after a reload, after going back and in a new tab, and shows an explanation in another browser', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await visitor.open(form.link)
    await visitor.waitForQuestions()
    await page.reload()
    await visitor.waitForQuestions()
    await page.goto('about:blank')
    await page.goBack()
    await visitor.waitForQuestions()
    await page.close()
    const again = await visitorOn(playwrightPage(await page.context().newPage()))
    await again.open(form.link)
    await again.fillCard()

    const other = await visit()
    await other.visitor.open(form.link)
    await other.visitor.waitForText(other.visitor.words.notAvailable.text)
    await other.visitor.waitForText(other.visitor.words.notAvailable.ask)

    await again.review()
    await again.send()
    await again.waitForReceipt()
    await again.page.reload()
    await again.waitForReceipt()
  })

  test('shows its receipt in the language of the form after a reload', async ({ send, visit }) => {
    const form = await send('card-payment', { locale: 'ja' })
    const { page, visitor } = await visit({ formLocale: 'ja', locale: 'de-DE' })
    await visitor.open(form.link)
    await visitor.fillCard()
    await visitor.review()
    await visitor.send()
    await visitor.waitForHeading(visitor.words.receipt.heading('Acme'))
    await page.reload()
    await visitor.waitForHeading(visitor.words.receipt.heading('Acme'))
  })

  test('makes the browser ask for confirmation before unsent answers are lost', async ({ send, visit }) => {
    const form = await send()
    const { page, visitor } = await visit()
    const asked: string[] = []
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type())
      await dialog.dismiss()
    })
    await visitor.open(form.link)
    await visitor.field('cardholder-name').click()
    await page.reload()
    // Browsers ask only for whom has done something on the page, so everything here is done by keys and clicks.
    await visitor.field('cardholder-name').click()
    await page.keyboard.type('Ada')
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    expect(await visitor.valueOf('cardholder-name')).toBe('Ada')
    for (const _ of 'Ada') await page.keyboard.press('Backspace')
    await page.reload()
    await visitor.fillCard()
    await visitor.review()
    await visitor.send()
    await visitor.waitForReceipt()
    await page.reload()
    await visitor.waitForReceipt()
    expect(asked).toEqual(['beforeunload'])
  })

  test('announces its first heading without moving the focus, and focuses the heading of each later screen', async ({
    stage,
    send,
    visit,
  }) => {
    const { link } = await send('card-payment', { locale: 'ja' })
    const { page } = await visit({ formLocale: 'ja' })
    const frame = await openInChat(stage, page, link)
    const visitor = await visitorOn(playwrightPage(frame), 'ja')
    await visitor.waitForHeading('カードでのお支払い')
    const announced = frame.locator('#announced[role="status"]')
    expect(await announced.textContent()).toBe('カードでのお支払い')
    expect(await announced.getAttribute('lang')).toBe('ja')
    expect(await frame.evaluate('document.activeElement.tagName')).toBe('BODY')
    await visitor.fillCard()
    await visitor.review()
    await visitor.waitForReview()
    expect(await announced.textContent()).toBe('')
    expect(await frame.evaluate('document.activeElement.tagName')).toBe('H1')
  })

  test('warns before anything is typed if the browser refuses storage, and works without storage', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    await visitor.open(form.link)
    await visitor.waitForQuestions()
    await visitor.waitForText(visitor.words.fillIn.keepOpen)
    const order =
      "document.querySelector('.notice.warn:not(:empty)').compareDocumentPosition(document.querySelector('input'))"
    expect(await page.evaluate(order)).toBe(4)
    await visitor.fillCard()
    await visitor.review()
    await visitor.send()
    await visitor.waitForReceipt()
  })

  test('does not open the form if only the link is fetched, without running the page', async ({ send, visit }) => {
    const form = await send()
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(form.link, { method })).status).toBe(200)
    const { visitor } = await visit()
    await visitor.open(form.link)
    await visitor.waitForQuestions()
  })
})
