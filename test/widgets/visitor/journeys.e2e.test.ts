/** The visitor's journeys from the link to the receipt in Chromium. journeys.full.test.ts has other languages and devices. */
import { describe, expect } from 'vitest'
import { bidiIsolate } from '../../../widgets/visitor/messages/direction.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { advanceTime, minutes, openInChat, openWithClock } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { cardAnswers, isSealingCode, visitorOn } from '../../kit/pages/visitor.ts'

describe('a card payment', () => {
  test('works from the link to the receipt, with the security code sealed for the agent', async ({ send, visit }) => {
    const form = await send()
    // The form's language decides, not the browser's.
    const { page, visitor, browserErrors, foreignRequests } = await visit({ locale: 'nl-NL' })
    const { words } = visitor
    const bodies: string[] = []
    page.on('request', (request) => bodies.push(request.postData() ?? ''))
    const site = bidiIsolate('Acme', 'en')
    const brand = visitor.page.find({ text: words.from(site) })

    await visitor.open(form.link)
    await visitor.fillCard()
    expect(await brand.isVisible()).toBe(true)
    await visitor.review()
    await visitor.waitForReview()
    const shown = await visitor.page.find({ css: 'dl' }).text()
    expect(shown).toContain('4111 1111 1111 1111')
    expect(shown).toContain(words.review.sealed)
    expect(shown).not.toContain('737')
    expect(await brand.isVisible()).toBe(true)
    await visitor.waitForText(words.review.goesTo(site))
    await visitor.send()
    await visitor.waitForReceipt()
    expect(await brand.isVisible()).toBe(true)

    expect(await form.answers()).toEqual(cardAnswers)
    expect(bodies.join('\n')).not.toContain('"737"')
    expect(browserErrors).toEqual([])
    expect(foreignRequests).toEqual([])
  })

  test('can be made by keyboard alone, which can also enter and leave the frame in a chat', async ({
    stage,
    send,
    visit,
  }) => {
    const form = await send()
    const { page, browserErrors } = await visit()
    const frame = await openInChat(stage, page, form.link)
    const chat = playwrightPage(page)
    const visitor = await visitorOn(playwrightPage(frame))
    await visitor.waitForQuestions()
    const focused = () =>
      visitor.page.evaluate<string>('document.activeElement.id || document.activeElement.textContent')
    const focusedInChat = () => chat.evaluate<string>('document.activeElement.textContent')
    const type = (text: string) => page.keyboard.type(text)

    await chat.find({ role: 'link', name: 'Before' }).focus()
    await chat.press('Tab')
    expect(await focused()).toBe('question-cardholder-name')
    await type('Ada Lovelace')
    await chat.press('Tab')
    await type('4111 1111 1111 1111')
    await chat.press('Tab')
    await type('0539')
    await chat.press('Tab')
    await type('73')
    await chat.press('Tab', 'Space')
    expect(await visitor.field('card-verification-code').attribute('type')).toBe('text')
    await chat.press('Shift+Tab', 'End')
    // Enter in a field reviews the form. The list of errors takes the focus, and its link leads to the field.
    await chat.press('Enter')
    await visitor.summary.waitUntil('visible')
    await chat.press('Tab', 'Enter')
    expect(await focused()).toBe('question-card-verification-code')
    await type('7')
    await chat.press('Enter')
    await visitor.page.find({ css: 'h1:focus' }).waitUntil('visible')
    // Five *Change* buttons, then *Send*.
    await chat.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab')
    expect(await focused()).toBe('Send card details')
    await chat.press('Enter')
    await visitor.waitForReceipt()
    await chat.press('Tab')
    expect(await focused()).toBe(visitor.words.receipt.print)
    await chat.press('Tab')
    expect(await focusedInChat()).toBe('After')
    await chat.press('Shift+Tab', 'Shift+Tab')
    expect(await focusedInChat()).toBe('Before')
    expect(await form.answers()).toEqual(cardAnswers)
    expect(browserErrors).toEqual([])
  })
})

test('a form with a question of every type accepts answers in the formats that people use, and keeps them when the person goes back', async ({
  send,
  visit,
}) => {
  const form = await send('every-type', { locale: 'de' })
  const { visitor, browserErrors } = await visit({ locale: 'de-AT', formLocale: 'de' })
  await visitor.open(form.link)
  await visitor.fillAll({
    ...{ 'full-name': '  Ada Lovelace ', story: 'Zeile 1\nZeile 2', amount: '1.250,5' },
    ...{ email: 'ada@example.com', phone: '+43 (1) 90 18-20' },
  })
  await visitor.fillDate('3', '9', '1985')
  await visitor.page.find({ role: 'radio', name: 'Ja' }).click()
  await visitor.page.find({ role: 'radio', name: 'Blau' }).click()
  await visitor.field('brand').choose('golf')
  await visitor.fill('card-number', '3714-496353-98431')
  await visitor.waitForText(visitor.words.field.cardBrand('American Express'))
  await visitor.fillAll({
    ...{ 'card-expiry': '5/2039', iban: 'de89 3704 0044 0532 0130 00', 'national-id': 'C01X00T47' },
    ...{ 'card-verification-code': '7 3 7 1', pin: '12-34' },
  })
  // Only the unmasked long text is left to the browser's spelling service.
  const correction = ['spellcheck="false"', 'autocorrect="off"', 'writingsuggestions="false"']
  const uncorrected = `:is(input:not([type=radio]), textarea)${correction.map((each) => `[${each}]`).join('')}`
  expect(await visitor.page.find({ css: uncorrected }).count()).toBe(13)
  expect(await visitor.page.find({ css: 'textarea:not([spellcheck])' }).count()).toBe(1)
  await visitor.review()
  await visitor.waitForReview()
  // The two that are sealed are the page's own words.
  expect(await visitor.page.find({ css: 'dd.value' }).count()).toBe(15)
  expect(await visitor.page.find({ css: 'dd.value[translate=no]' }).count()).toBe(13)

  expect(await visitor.page.find({ css: 'dt, dd.value' }).texts()).toEqual([
    ...['Name', 'Ada Lovelace', 'Was ist passiert?', 'Zeile 1\nZeile 2', 'Betrag', '1\u00a0250,5'],
    ...['E-Mail', 'ada@example.com', 'Telefon', '+431901820', 'Geburtsdatum', '3. September 1985'],
    ...['Sind Sie einverstanden?', 'Ja', 'Farbe', 'Blau', 'Marke', 'Golf', 'Kartennummer', '371449••••8431'],
    ...['Gültig bis', '05/39', 'IBAN', 'DE••••3000', 'Reisepass', '••••'],
    ...['Prüfnummer', visitor.words.review.sealed, 'PIN', visitor.words.review.sealed],
  ])
  await visitor.back()
  expect(await visitor.valueOf('amount')).toBe('1.250,5')
  expect(await visitor.valueOf('pin')).toBe('12-34')
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  expect(await visitor.receiptNumber()).toMatch(/^SF-\w{4}-\w{4}$/)
  expect(await form.answers()).toEqual({
    ...{ 'full-name': 'Ada Lovelace', story: 'Zeile 1\nZeile 2', amount: '1250.5', email: 'ada@example.com' },
    ...{ phone: '+431901820', 'date-of-birth': '1985-09-03', agreed: 'yes', colour: 'blue', brand: 'golf' },
    ...{ 'card-number': '371449635398431', 'card-expiry': '05/39', iban: 'DE89370400440532013000' },
    ...{ 'national-id': 'C01X00T47', 'card-verification-code': '7371', pin: '1234' },
  })
  expect(browserErrors).toEqual([])
})

describe('a link that a gateway has rewritten', () => {
  test('opens the form, and the page moves the key from the path back into the fragment', async ({ send, visit }) => {
    const { link } = await send()
    const { page, visitor, browserErrors } = await visit({ locale: 'en-GB' })
    await visitor.open(`${link.replace('#', '%23')}.`)
    await visitor.waitForQuestions()
    expect(await page.evaluate('location.href')).toBe(link)
    expect(browserErrors).toEqual([])
  })

  test('opens the form even with a slash at the end of the path and punctuation at the end of the link', async ({
    send,
    visit,
  }) => {
    const { link } = await send()
    const { visitor, browserErrors } = await visit({ locale: 'en-GB' })
    await visitor.open(`${link.replace('#', '/?utm_source=x#')}).`)
    await visitor.waitForQuestions()
    expect(browserErrors).toEqual([])
  })
})

test('a form with dates and numbers opens in a browser whose language tag has extensions', async ({ send, visit }) => {
  const { link } = await send('every-type')
  const { page, visitor, browserErrors } = await visit({ locale: 'en-US' })
  await page.addInitScript(
    `Object.defineProperty(navigator, 'languages', { value: ['en-US-u-mu-celsius-ca-buddhist'] })`,
  )
  await visitor.open(link.replace('#', '?lang=en-GB-u-fw-mon#'))
  await visitor.waitForQuestions()
  expect(await page.locator('#question-amount-hint').textContent()).toContain('12.50')
  expect(browserErrors).toEqual([])
})

test('a pasted date fills all fields of the date, and a year with two digits is refused', async ({ send, visit }) => {
  const { link } = await send('every-type')
  const { page, visitor } = await visit({ locale: 'en-GB' })
  await visitor.open(link)
  const parts = () =>
    page.locator('.date-parts input').evaluateAll((inputs) => inputs.map((input) => Reflect.get(input, 'value')))
  const paste = (text: string) =>
    page.locator('#question-date-of-birth').evaluate((input, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', pasted)
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  await visitor.waitForQuestions()
  await paste('27 March 1985')
  expect(await parts()).toEqual(['27', '3', '1985'])
  await paste('27/03/85')
  expect(await parts()).toEqual(['27', '03', '85'])
  await visitor.review()
  await visitor.summary.waitUntil('visible')
  expect(await page.locator('#question-date-of-birth-error').textContent()).toContain(visitor.words.errors.date.year)
})

test('invalid answers are reported in the page title, next to each field, and in a focused summary that links to the fields', async ({
  send,
  visit,
}) => {
  const { page, visitor } = await visit({ locale: 'en-GB' })
  await visitor.open((await send('every-type')).link)
  const invalid = {
    ...{ amount: 'twelve', email: 'ada@', phone: 'home', 'card-number': '4111111111111112', 'card-expiry': '01/20' },
    ...{ iban: 'DE88 3704 0044 0532 0130 00', 'card-verification-code': '99', pin: 'abcd' },
  }
  await visitor.fillAll(invalid)
  await visitor.fillDate('31', '2', '1985')
  await visitor.review()
  await visitor.summary.waitUntil('visible')
  expect(await page.title()).toBe('Error: Everything at once: secure form from Acme')
  const summary = await visitor.page.find({ css: '.summary a' }).texts()
  expect(await visitor.page.find({ css: '.error:not([hidden])' }).texts()).toEqual(
    summary.map((text) => `Error: ${text}`),
  )
  expect(summary).toEqual([
    'Enter an answer: Full name',
    'Enter an answer: What happened?',
    'Enter a number, for example 12.50',
    'Enter an email address, for example name@example.com',
    'Enter a phone number, for example +44 20 7946 0018',
    'Enter a real date, for example 27 March 1985',
    'Choose an answer: Do you agree?',
    'Choose an answer: Brand',
    'Check your card number. It doesn’t look right',
    'This card has expired. Check the date or use another card',
    'Check your IBAN. It doesn’t look right',
    'Enter an answer: Passport',
    'Check the security code. It has 3 digits on this card',
    'Enter your PIN using digits only',
  ])
  for (const answer of Object.values(invalid)) expect(summary.join('\n')).not.toContain(answer)

  for (const [link, id] of [
    ['Choose an answer: Do you agree?', 'agreed'],
    [/^Enter a real date/, 'date-of-birth'],
  ] as const) {
    await visitor.page.find({ role: 'link', name: link }).click()
    expect(await visitor.page.evaluate('document.activeElement.id')).toBe(`question-${id}`)
  }
  expect(await visitor.field('iban').attribute('aria-invalid')).toBe('true')
  expect(await visitor.field('iban').attribute('aria-describedby')).toBe('question-iban-error')
  expect(await page.getByRole('radiogroup', { name: 'Do you agree?' }).getAttribute('aria-invalid')).toBe('true')
  // The key of the link is in the fragment, and stays there.
  expect(page.url()).toContain('#sfo_')

  await visitor.fill('amount', '12.50')
  await visitor.review()
  expect(await visitor.field('amount').attribute('aria-invalid')).toBeNull()
  expect((await visitor.page.find({ css: '.summary a' }).texts()).join()).not.toContain('Enter a number')
})

describe('a lost connection', () => {
  test('is announced while the person types, without moving the focus or losing the typed text', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    const sealingCode = page.waitForEvent('requestfinished', (request) => isSealingCode(request.url()))
    await visitor.open(form.link)
    await visitor.fillCard()
    await sealingCode
    await page.context().setOffline(true)
    await page.getByRole('status').getByText(visitor.words.fillIn.offline).waitFor()
    expect(await visitor.page.evaluate('document.activeElement.id')).toBe('question-card-verification-code')
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/v1/visitor/submit-key'))
    await visitor.reviewAndSend()
    await failed
    // The connection comes back while the page still asks whether the answers arrived.
    await page.context().setOffline(false)
    await visitor.waitForText(visitor.words.review.notArrived)
    await visitor.send()
    await visitor.waitForReceipt()
    expect(await form.answers()).toEqual(cardAnswers)
  })

  test('causes the message that the outcome is unknown until the service confirms the submission', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await page.clock.install()
    await visitor.open(form.link)
    await visitor.fillCard()
    // The answers arrive, but neither the reply to them nor any other.
    await page.route('**/v1/visitor/submit', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.route('**/v1/visitor/resume', (route) => route.abort())
    await visitor.reviewAndSend()
    await page.clock.runFor(5_000)
    await visitor.waitForText(visitor.words.review.unknown)
    await page.unroute('**/v1/visitor/resume')
    await page.clock.runFor(11_000)
    await visitor.waitForReceipt()
    expect(await form.answers()).toEqual(cardAnswers)
  })
})

test('two minutes before the expiry, the page asks once whether the person needs more time, and one click extends the form', async ({
  stage,
  send,
}) => {
  const form = await send()
  const { page, visitor, browserErrors } = await openWithClock(stage, form.link)
  await visitor.fillCard()
  await visitor.field('card-expiry').focus()
  await advanceTime(stage, page, 27.9 * minutes)
  expect(await visitor.dialog.count()).toBe(0)
  await advanceTime(stage, page, 0.2 * minutes)
  await visitor.waitForText(visitor.words.moreTime.text)
  await visitor.page.press('Enter')
  await visitor.waitForText(visitor.words.moreTime.given)
  expect(await visitor.dialog.count()).toBe(0)
  expect(await visitor.page.evaluate('document.activeElement.id')).toBe('question-card-expiry')
  await advanceTime(stage, page, 20 * minutes)
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  expect(await form.answers()).toEqual(cardAnswers)
  expect(browserErrors).toEqual([])
})
