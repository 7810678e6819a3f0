/** The questions as a browser, a password manager and a screen reader meet them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, field } from './form-actions.ts'
import { startVisitorEnvironment, type Visit, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
let visit: Visit
beforeAll(async () => {
  stage = await startVisitorEnvironment()
  visit = await stage.visit({ locale: 'en-GB' })
  await visit.page.goto((await stage.send('every-type')).link)
  await english.review(visit.page).waitFor()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')

test('each field says what it is for, so that browsers, phones and password managers can help', async () => {
  const said = await visit.page.evaluate<Record<string, string>>(`Object.fromEntries(
    [...document.querySelectorAll('input:not([type=radio])')].map((input) =>
      [input.id.replace('question-', ''), [input.type, input.inputMode, input.autocomplete].join(' ').trim()]))`)
  expect(said).toEqual({
    'full-name': 'text  name',
    amount: 'text decimal off',
    email: 'email email email',
    phone: 'tel tel tel',
    'date-of-birth': 'text numeric bday-day',
    'date-of-birth-month': 'text numeric bday-month',
    'date-of-birth-year': 'text numeric bday-year',
    'card-number': 'password numeric cc-number',
    'card-expiry': 'text numeric cc-exp',
    iban: 'password  off',
    'national-id': 'password  off',
    'card-verification-code': 'password numeric cc-csc',
    pin: 'password numeric off',
  })
  // Nothing cuts off what is pasted, spaces and all.
  expect(await visit.page.locator('[maxlength], [pattern], [readonly]').count()).toBe(0)
})

test('each has a label that is seen and a description that is read with it', async () => {
  const unlabelled = await visit.page.evaluate<
    readonly string[]
  >(`[...document.querySelectorAll('input, select, textarea')]
    .filter(({ labels }) => labels.length === 0 || [...labels].every((label) => label.getBoundingClientRect().height === 0))
    .map(({ id }) => id)`)
  expect(unlabelled).toEqual([])
  const describedBy = (id: string) => field(visit.page, id).getAttribute('aria-describedby')
  expect(await describedBy('amount')).toBe('question-amount-hint')
  expect(await describedBy('pin')).toBe('question-pin-note')
  expect(await visit.page.locator('#question-pin-note').textContent()).toMatch(/^Off the record: only the agent/)
  const group = visit.page.getByRole('group', { name: 'Date of birth' })
  expect(await group.getAttribute('aria-describedby')).toBe('question-date-of-birth-hint')
  expect(await visit.page.getByRole('radiogroup', { name: 'Do you agree?' }).getAttribute('aria-required')).toBe('true')
  expect(await visit.page.getByRole('radiogroup', { name: /^Colour/ }).getAttribute('aria-required')).toBeNull()
})

test('an optional choice can be taken back, and a short list is seen at once', async () => {
  const colours = visit.page.getByRole('radiogroup', { name: /^Colour/ })
  expect(await colours.getByRole('radio').count()).toBe(3)
  await colours.getByRole('radio', { name: 'Red' }).check()
  await colours.getByRole('radio', { name: 'No answer' }).check()
  expect(await visit.page.getByRole('combobox', { name: 'Brand' }).count()).toBe(1)
})

test('the brand of a card is announced when it becomes known, and the focus stays where it is', async () => {
  const { page } = visit
  const status = page.locator('.card-brand')
  expect(await status.getAttribute('role')).toBe('status')
  const announced = `(() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('.card-brand').textContent))
    .observe(document.querySelector('.card-brand'), { childList: true, characterData: true, subtree: true }) })()`
  await page.evaluate(announced)
  await field(page, 'card-number').pressSequentially('4111 1111 1111 1111')
  await field(page, 'card-number').fill('3714')
  expect(await page.evaluate('said')).toEqual(['Card: Visa', 'Card: American Express'])
  expect(await page.evaluate('document.activeElement.id')).toBe('question-card-number')
  await field(page, 'card-number').fill('')
})

test('what is masked is shown on request, by a button that says what it does', async () => {
  const { page } = visit
  await field(page, 'pin').fill('1234')
  await page.getByRole('button', { name: 'Show: PIN' }).click()
  expect(await field(page, 'pin').getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: 'Hide: PIN' }).click()
  expect(await field(page, 'pin').getAttribute('type')).toBe('password')
  await field(page, 'pin').fill('')
})

describe('what is wrong', () => {
  test('stands in a summary that takes the focus, before the title, and beside each field in the same words', async () => {
    const { page } = visit
    const wrong = {
      ...{ amount: 'twelve', email: 'ada@', phone: 'home', 'card-number': '4111111111111112', 'card-expiry': '01/20' },
      ...{ iban: 'DE88 3704 0044 0532 0130 00', 'card-verification-code': '99', pin: 'abcd' },
    }
    for (const [id, answer] of Object.entries(wrong)) await field(page, id).fill(answer)
    await page.getByRole('textbox', { name: 'Day' }).fill('31')
    await page.getByRole('textbox', { name: 'Month' }).fill('2')
    await page.getByRole('textbox', { name: 'Year' }).fill('1985')
    await english.review(page).click()
    await page.locator('.summary:focus').waitFor()
    expect(await page.title()).toBe('Error: Everything at once: secure form from Acme')
    const summary = await page.locator('.summary a').allTextContents()
    const beside = await page.locator('.error:not([hidden])').allTextContents()
    expect(beside).toEqual(summary.map((sentence) => `Error: ${sentence}`))
    expect(summary).toEqual([
      'Fill in: Full name',
      'Fill in: What happened?',
      'Enter a number in digits, such as 12.50',
      'Enter an email address in the format name@example.com',
      'Enter a phone number in digits, such as +44 20 7946 0018',
      'Enter a date that exists, with day, month and year, such as 27 03 1985',
      'Choose an answer: Do you agree?',
      'Choose an answer: Brand',
      'Check the card number: one of its digits seems to be wrong',
      'This card has expired. Use another card, or check the date',
      'Check the IBAN: one of its characters seems to be wrong',
      'Fill in: Passport',
      'Enter all digits of the security code: 3, or 4 on American Express',
      'Enter digits only',
    ])
    for (const answer of Object.values(wrong)) expect(summary.join('\n')).not.toContain(answer)
  })

  test('leads to its field, which says that it is wrong and why', async () => {
    const { page } = visit
    for (const [link, id] of [
      ['Choose an answer: Do you agree?', 'agreed'],
      ['Enter a date that exists', 'date-of-birth'],
    ] as const) {
      await page.locator('.summary').getByRole('link', { name: link }).click()
      expect(await page.evaluate('document.activeElement.id')).toBe(`question-${id}`)
    }
    expect(await field(page, 'iban').getAttribute('aria-invalid')).toBe('true')
    expect(await field(page, 'iban').getAttribute('aria-describedby')).toBe('question-iban-error')
    expect(await page.getByRole('radiogroup', { name: 'Do you agree?' }).getAttribute('aria-invalid')).toBe('true')
    // The link's key is in the fragment, and stays.
    expect(page.url()).toContain('#sfo_')
  })

  test('is said no more once it is right', async () => {
    const { page } = visit
    await field(page, 'amount').fill('12.50')
    await english.review(page).click()
    expect(await field(page, 'amount').getAttribute('aria-invalid')).toBeNull()
    expect(await page.locator('.summary').getByText('Enter a number').count()).toBe(0)
  })
})

test('nothing moves for those who would rather it did not', async () => {
  const moving = await visit.page.evaluate<readonly string[]>(`[...document.querySelectorAll('*')]
    .filter((element) => { const { transitionDuration, animationName } = getComputedStyle(element); return transitionDuration !== '0s' || animationName !== 'none' })
    .map(({ tagName }) => tagName)`)
  expect(moving).toEqual([])
  await visit.page.emulateMedia({ reducedMotion: 'no-preference' })
  const transition = "getComputedStyle(document.querySelector('button')).transitionDuration"
  expect(await visit.page.evaluate(transition)).not.toBe('0s')
})
