// full: takes minutes in a browser
/** The fields as browsers, password managers and screen readers see them. */
import { expect } from 'vitest'
import { visitorTest } from '../../kit/fixtures.ts'

const test = visitorTest.extend('form', async ({ send, visit }) => {
  const window = await visit({ locale: 'en-GB' })
  await window.visitor.open((await send('every-type')).link)
  await window.visitor.waitForQuestions()
  return window
})

test('each field of a form has the input type, the keyboard and the autocomplete purpose of its question type', async ({
  form: { page },
}) => {
  const said = await page.evaluate<Record<string, string>>(`Object.fromEntries(
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
  // Pasted text is never cut off, even with spaces.
  expect(await page.locator('[maxlength], [pattern], [readonly]').count()).toBe(0)
})

test('each field of a form has a visible label and an associated description', async ({ form: { page, visitor } }) => {
  const unlabelled = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('input, select, textarea')]
    .filter(({ labels }) => labels.length === 0 || [...labels].every((label) => label.getBoundingClientRect().height === 0))
    .map(({ id }) => id)`)
  expect(unlabelled).toEqual([])
  const describedBy = (id: string) => visitor.field(id).attribute('aria-describedby')
  expect(await describedBy('amount')).toBe('question-amount-hint')
  expect(await describedBy('pin')).toBe('question-pin-note')
  expect(await page.locator('#question-pin-note').textContent()).toBe(visitor.words.field.offTheRecord)
  const group = page.getByRole('group', { name: 'Date of birth' })
  expect(await group.getAttribute('aria-describedby')).toBe('question-date-of-birth-hint')
  expect(await page.getByRole('radiogroup', { name: 'Do you agree?' }).getAttribute('aria-required')).toBe('true')
  expect(await page.getByRole('radiogroup', { name: /^Colour/ }).getAttribute('aria-required')).toBeNull()
})

test('an optional choice can be cleared, and a short list of options is shown in full', async ({ form: { page } }) => {
  const colours = page.getByRole('radiogroup', { name: /^Colour/ })
  expect(await colours.getByRole('radio').count()).toBe(3)
  await colours.getByRole('radio', { name: 'Red' }).check()
  await colours.getByRole('radio', { name: 'No answer' }).check()
  expect(await page.getByRole('combobox', { name: 'Brand' }).count()).toBe(1)
})

test('the card brand is announced as soon as it is known, without moving the focus', async ({
  form: { page, visitor },
}) => {
  const announced = `(() => { window.said = []; const status = document.querySelector('.card-number-input [role=status]')
    new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true }) })()`
  await page.evaluate(announced)
  await visitor.field('card-number').type('4111 1111 1111 1111')
  await visitor.fill('card-number', '3714')
  expect(await page.evaluate('said')).toEqual(['Card type: Visa', 'Card type: American Express'])
  expect(await page.locator('.card-brand').textContent()).toBe('Amex')
  expect(await page.evaluate('document.activeElement.id')).toBe('question-card-number')
})

test('a card number is grouped while it is typed, corrected, pasted and composed, and the caret stays at its digit', async ({
  send,
  visit,
}) => {
  const { page, visitor } = await visit()
  await visitor.open((await send('card-payment')).link)
  await visitor.waitForQuestions()
  const input = page.locator('#question-card-number')
  expect([await input.getAttribute('type'), await input.getAttribute('spellcheck')]).toEqual(['text', 'false'])
  const shown = () =>
    page.evaluate<string>(`(() => { const { value, selectionStart: caret } = document.querySelector('#question-card-number')
      return value.slice(0, caret) + '|' + value.slice(caret) })()`)
  await input.focus()
  await page.keyboard.type('41111111')
  expect(await shown()).toBe('4111 1111|')
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Backspace']) await page.keyboard.press(key)
  expect(await shown()).toBe('411|1 111')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText('2233')
  expect(await shown()).toBe('4112 233|1 11')
  await input.fill('')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Input.imeSetComposition', { text: '４１１１１', selectionStart: 5, selectionEnd: 5 })
  expect(await shown()).toBe('４１１１１|')
  await devtools.send('Input.insertText', { text: '４１１１１' })
  expect(await shown()).toBe('4111 1|')
  await input.fill('378282246310005')
  expect(await input.inputValue()).toBe('3782 822463 10005')
})

test('an error disappears as soon as its answer is right, and the focus stays in its field', async ({
  send,
  visit,
}) => {
  const { page, visitor } = await visit({ locale: 'en-GB' })
  await visitor.open((await send('card-payment')).link)
  await visitor.waitForQuestions()
  await visitor.fillCard()
  await visitor.fill('card-number', '4111 1111 1111 1112')
  await visitor.fill('card-expiry', '13/39')
  await visitor.fill('card-verification-code', '7373')
  await visitor.review()
  const { cardNumber, cardExpiry, cardCode } = visitor.words.errors
  const problems = page.locator('.summary li')
  expect(await problems.allTextContents()).toEqual([cardNumber.checksum, cardExpiry.month, cardCode.digits(3)])

  const typed = async (id: string, answer: string) => {
    await page.locator(`#question-${id}`).press('Control+A')
    await page.keyboard.type(answer)
  }
  await typed('card-expiry', '0520')
  expect(await problems.allTextContents()).toContain(cardExpiry.month)
  await page.keyboard.press('Tab')
  expect(await problems.allTextContents()).toContain(cardExpiry.past)
  await typed('card-expiry', '0539')
  expect(await visitor.field('card-expiry').attribute('aria-invalid')).toBeNull()
  await typed('card-number', '4111111111111111')
  expect(await problems.allTextContents()).toEqual([cardCode.digits(3)])
  expect(await page.title()).toMatch(/^Error: /)
  await typed('card-number', '378282246310005')
  expect(await problems.allTextContents()).toEqual([cardCode.digits(3)])
  await typed('card-verification-code', '7374')
  expect(await page.locator('.summary, .error').filter({ visible: true }).count()).toBe(0)
  expect(await page.title()).not.toMatch(/^Error: /)
  expect(await page.evaluate('document.activeElement.id')).toBe('question-card-verification-code')

  await typed('card-verification-code', '7')
  await page.keyboard.press('Tab')
  expect(await page.locator('.error').filter({ visible: true }).count()).toBe(0)
})

test('a masked answer can be shown with a button whose label describes this', async ({ form: { visitor } }) => {
  await visitor.fill('pin', '1234')
  await visitor.show('PIN')
  expect(await visitor.field('pin').attribute('type')).toBe('text')
  await visitor.hide('PIN')
  expect(await visitor.field('pin').attribute('type')).toBe('password')
})

test('nothing is animated for people who prefer reduced motion', async ({ form: { page } }) => {
  const moving = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('*')]
    .filter((element) => { const { transitionDuration, animationName } = getComputedStyle(element); return transitionDuration !== '0s' || animationName !== 'none' })
    .map(({ tagName }) => tagName)`)
  expect(moving).toEqual([])
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  const transition = "getComputedStyle(document.querySelector('button')).transitionDuration"
  expect(await page.evaluate(transition)).not.toBe('0s')
})
