/** The visitor's way from the link to the receipt in a real Chromium, in four languages, by mouse, by keyboard alone and by touch. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bidiIsolate } from '../../../widgets/visitor/messages/direction.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { buttonsIn, field, headingIn, typeCard, typedCard } from './form-actions.ts'
import { startVisitorEnvironment, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')

describe('a card payment', () => {
  test.each([
    ['en', 'ltr'],
    ['de', 'ltr'],
    ['ar', 'rtl'],
    ['ja', 'ltr'],
  ])('in %s goes from the link to the receipt, the security code sealed for the agent', async (locale, direction) => {
    const form = await stage.send('card-payment', locale)
    const words = await loadVisitorMessages([locale])
    const buttons = await buttonsIn(locale)
    // Of the browser's languages nothing is used: the form's own decides.
    const { page, context, browserErrors, foreignRequests } = await stage.visit({ locale: 'nl-NL' })
    const bodies: string[] = []
    page.on('request', (request) => bodies.push(request.postData() ?? ''))

    const site = bidiIsolate('Acme', locale)
    const whoAsks = page.getByText(words.from(site), { exact: true })

    await page.goto(form.link)
    await typeCard(page)
    expect(await whoAsks.isVisible()).toBe(true)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    expect(await page.locator('html').getAttribute('dir')).toBe(direction)
    await buttons.review(page).click()
    await headingIn(page, words.review.heading).waitFor()
    const shown = (await page.locator('dl').textContent()) ?? ''
    expect(shown).toContain('411111••••1111')
    expect(shown).toContain(words.review.sealed)
    expect(shown).not.toContain('737')
    expect(await whoAsks.isVisible()).toBe(true)
    expect(await page.getByText(words.review.goesTo(site), { exact: true }).isVisible()).toBe(true)
    await buttons.send(page).click()
    await page.getByText(words.receipt.text).waitFor()
    expect(await whoAsks.isVisible()).toBe(true)

    expect(await form.answers()).toEqual(typedCard)
    expect(bodies.join('\n')).not.toContain('"737"')
    expect(browserErrors).toEqual([])
    expect(foreignRequests).toEqual([])
    await context.close()
  })

  test('is typed and sent by keyboard alone, in and out of the frame of a chat', async () => {
    const form = await stage.send('card-payment')
    const { page, context, browserErrors } = await stage.visit()
    await page.goto(stage.chat.urlFor(form.link))
    const frame = page.frameLocator('iframe')
    await english.review(frame).waitFor()
    const inFrame = page.frames().at(-1) ?? page.mainFrame()
    const focused = () => inFrame.evaluate<string>('document.activeElement.id || document.activeElement.textContent')

    const press = (...keys: readonly string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
    await page.getByRole('link', { name: 'Before' }).focus()
    await press('Tab')
    expect(await focused()).toBe('question-cardholder-name')
    await page.keyboard.type('Ada Lovelace')
    await press('Tab')
    await page.keyboard.type('4111 1111 1111 1111')
    await press('Tab', 'Space')
    expect(await field(frame, 'card-number').getAttribute('type')).toBe('text')
    await press('Tab')
    await page.keyboard.type('0539')
    await press('Tab')
    await page.keyboard.type('73')
    // Enter in a field is as good as the button; what is wrong takes the focus, and its link leads to the field.
    await press('Enter')
    await frame.locator('.summary:focus').waitFor()
    await press('Tab', 'Enter')
    expect(await focused()).toBe('question-card-verification-code')
    await page.keyboard.type('7')
    await press('Enter')
    await frame.locator('h1:focus').waitFor()
    // Four changes and one more, then the button that sends.
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab')
    expect(await focused()).toBe('Send card details')
    await press('Enter')
    await headingIn(frame, 'Your answers were sent to').waitFor()
    await press('Tab')
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('After')
    await press('Shift+Tab')
    await press('Shift+Tab')
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Before')
    expect(await form.answers()).toEqual(typedCard)
    expect(browserErrors).toEqual([])
    await context.close()
  })

  test('works by touch on a phone', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit({
      viewport: { width: 390, height: 780 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto(form.link)
    await typeCard(page)
    await page.getByRole('button', { name: 'Show: Card number' }).tap()
    expect(await field(page, 'card-number').getAttribute('type')).toBe('text')
    await english.review(page).tap()
    await page.getByRole('button', { name: 'Change: Expiry date' }).tap()
    await field(page, 'card-expiry').fill('04/39')
    await english.review(page).tap()
    await english.send(page).tap()
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(await form.answers()).toEqual({ ...typedCard, 'card-expiry': '04/39' })
    await context.close()
  })
})

describe('a form with a question of every type', () => {
  test('takes answers as people write them, shows them to be looked over, and keeps them on the way back', async () => {
    const form = await stage.send('every-type', 'de')
    const german = await buttonsIn('de')
    const { page, context, browserErrors } = await stage.visit({ locale: 'de-AT' })
    await page.goto(form.link)
    await field(page, 'full-name').fill('  Ada Lovelace ')
    await field(page, 'story').fill('Zeile 1\nZeile 2')
    await field(page, 'amount').fill('1.250,5')
    await field(page, 'email').fill('ada@example.com')
    await field(page, 'phone').fill('+43 (1) 90 18-20')
    await page.getByRole('textbox', { name: 'Tag' }).fill('3')
    await page.getByRole('textbox', { name: 'Monat' }).fill('9')
    await page.getByRole('textbox', { name: 'Jahr' }).fill('1985')
    await page.getByRole('radio', { name: 'Ja' }).check()
    await page.getByRole('radio', { name: 'Blau' }).check()
    await field(page, 'brand').selectOption('golf')
    await field(page, 'card-number').fill('3714-496353-98431')
    await page.getByText('Karte: American Express').waitFor()
    await field(page, 'card-expiry').fill('5/2039')
    await field(page, 'iban').fill('de89 3704 0044 0532 0130 00')
    await field(page, 'national-id').fill('C01X00T47')
    await field(page, 'card-verification-code').fill('7 3 7 1')
    await field(page, 'pin').fill('12-34')
    await german.review(page).click()

    const shown = await page.locator('dt, dd.value').allTextContents()
    expect(shown).toEqual([
      ...['Name', 'Ada Lovelace', 'Was ist passiert?', 'Zeile 1\nZeile 2', 'Betrag', '1\u00a0250,5'],
      ...['E-Mail', 'ada@example.com', 'Telefon', '+431901820', 'Geburtsdatum', '3. September 1985'],
      ...['Sind Sie einverstanden?', 'Ja', 'Farbe', 'Blau', 'Marke', 'Golf', 'Kartennummer', '371449••••8431'],
      ...['Gültig bis', '05/39', 'IBAN', 'DE••••3000', 'Reisepass', '••••'],
      ...['Prüfnummer', '•••• versiegelt für Ihre Ansprechperson', 'PIN', '•••• versiegelt für Ihre Ansprechperson'],
    ])
    await german.back(page).click()
    expect(await field(page, 'amount').inputValue()).toBe('1.250,5')
    expect(await field(page, 'pin').inputValue()).toBe('12-34')
    await german.review(page).click()
    await german.send(page).click()
    await headingIn(page, /Ihre Angaben wurden an .* gesendet/).waitFor()
    expect(await form.answers()).toEqual({
      ...{ 'full-name': 'Ada Lovelace', story: 'Zeile 1\nZeile 2', amount: '1250.5', email: 'ada@example.com' },
      ...{ phone: '+431901820', 'date-of-birth': '1985-09-03', agreed: 'yes', colour: 'blue', brand: 'golf' },
      ...{ 'card-number': '371449635398431', 'card-expiry': '05/39', iban: 'DE89370400440532013000' },
      ...{ 'national-id': 'C01X00T47', 'card-verification-code': '7371', pin: '1234' },
    })
    expect(browserErrors).toEqual([])
    await context.close()
  })

  test('takes a whole date that is pasted into any of its fields', async () => {
    const form = await stage.send('every-type', 'en')
    const { page, context } = await stage.visit({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(form.link)
    await page.getByRole('textbox', { name: 'Month' }).focus()
    await page.evaluate("navigator.clipboard.writeText('03/09/1985')")
    await page.keyboard.press('Control+V')
    const values = ['Day', 'Month', 'Year'].map((name) => page.getByRole('textbox', { name }).inputValue())
    expect(await Promise.all(values)).toEqual(['03', '09', '1985'])
    await page.evaluate("navigator.clipboard.writeText('4111 1111 1111 1111')")
    await field(page, 'card-number').focus()
    await page.keyboard.press('Control+V')
    expect(await field(page, 'card-number').inputValue()).toBe('4111 1111 1111 1111')
    await context.close()
  })
})

test('a form of a hundred questions is answered to its end', async () => {
  const questions = Array.from({ length: 100 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'text', required: true, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
  }))
  await stage.putTemplate({ templateId: 'hundred', defaultLocale: 'en', title: { en: 'Hundred' }, questions } as never)
  const form = await stage.send('hundred')
  const { page, context } = await stage.visit()
  await page.goto(form.link)
  await english.review(page).click()
  expect(await page.locator('.summary li').count()).toBe(100)
  for (const { id } of questions) await field(page, id).fill(id)
  await english.review(page).click()
  await english.send(page).click()
  await headingIn(page, 'Your answers were sent to').waitFor()
  expect(Object.keys(await form.answers())).toHaveLength(100)
  await context.close()
})

test('answers that are too long altogether are said before anything is sent, at the longest of them', async () => {
  const questions = Array.from({ length: 20 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'long-text', required: true, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
  }))
  await stage.putTemplate({ templateId: 'long', defaultLocale: 'en', title: { en: 'Long' }, questions } as never)
  const form = await stage.send('long')
  const { page, context } = await stage.visit()
  const submits: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/submit')) submits.push(request.url())
  })
  await page.goto(form.link)
  for (const { id } of questions) await field(page, id).fill('字'.repeat(id === 'q-7' ? 1_100 : 1_000))
  await english.review(page).click()
  await page.locator('.summary:focus').waitFor()
  expect(await page.locator('.summary li').allTextContents()).toEqual([
    'Shorten this answer: Question 8. All answers together are too long to be sent',
  ])
  expect(submits).toEqual([])
  for (const { id } of questions) await field(page, id).fill('字'.repeat(900))
  await english.review(page).click()
  await english.send(page).click()
  await headingIn(page, 'Your answers were sent to').waitFor()
  await context.close()
})
