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
  expect(await page.locator('#question-pin-note').textContent()).toMatch(/^Off the record: only the agent/)
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
  const status = page.locator('.card-brand')
  expect(await status.getAttribute('role')).toBe('status')
  const announced = `(() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('.card-brand').textContent))
    .observe(document.querySelector('.card-brand'), { childList: true, characterData: true, subtree: true }) })()`
  await page.evaluate(announced)
  await visitor.field('card-number').type('4111 1111 1111 1111')
  await visitor.fill('card-number', '3714')
  expect(await page.evaluate('said')).toEqual(['Card: Visa', 'Card: American Express'])
  expect(await page.evaluate('document.activeElement.id')).toBe('question-card-number')
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
