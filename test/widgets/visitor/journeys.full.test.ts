// full: takes minutes in a browser
/** The visitor's journeys in other languages and on other devices, and of the largest forms. */
import { expect } from 'vitest'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { cardAnswers } from '../../kit/pages/visitor.ts'

test.for([
  ['de', 'ltr'],
  ['ar', 'rtl'],
  ['ja', 'ltr'],
] as const)(
  'a card payment in %s works from the link to the receipt',
  async ([formLocale, direction], { send, visit }) => {
    const form = await send('card-payment', { locale: formLocale })
    const { page, visitor, browserErrors } = await visit({ locale: 'nl-NL', formLocale })
    await visitor.open(form.link)
    await visitor.fillCard()
    expect(await page.locator('html').getAttribute('lang')).toBe(formLocale)
    expect(await page.locator('html').getAttribute('dir')).toBe(direction)
    await visitor.reviewAndSend()
    await visitor.waitForReceipt()
    expect(await form.answers()).toEqual(cardAnswers)
    expect(browserErrors).toEqual([])
  },
)

test('a card payment works by touch on a phone', async ({ send, visit }) => {
  const form = await send()
  const { page, visitor } = await visit({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
  })
  await visitor.open(form.link)
  await visitor.fillCard()
  await page.getByRole('button', { name: 'Show: Security code' }).tap()
  expect(await visitor.field('card-verification-code').attribute('type')).toBe('text')
  await page.getByRole('button', { name: visitor.words.fillIn.review }).tap()
  await page.getByRole('button', { name: 'Change: Expiry date' }).tap()
  await visitor.fill('card-expiry', '04/39')
  await page.getByRole('button', { name: visitor.words.fillIn.review }).tap()
  await page.getByRole('button', { name: 'Send card details' }).tap()
  await visitor.waitForReceipt()
  expect(await form.answers()).toEqual({ ...cardAnswers, 'card-expiry': '04/39' })
})

test('a complete date can be pasted into any of the three fields of a date', async ({ send, visit }) => {
  const form = await send('every-type')
  const { page, visitor } = await visit({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
  await visitor.open(form.link)
  await page.getByRole('textbox', { name: 'Month' }).focus()
  await page.evaluate("navigator.clipboard.writeText('03/09/1985')")
  await page.keyboard.press('Control+V')
  const values = ['Day', 'Month', 'Year'].map((name) => page.getByRole('textbox', { name }).inputValue())
  expect(await Promise.all(values)).toEqual(['03', '09', '1985'])
  await page.evaluate("navigator.clipboard.writeText('4111 1111 1111 1111')")
  await visitor.field('card-number').focus()
  await page.keyboard.press('Control+V')
  expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
})

test('a form of a hundred questions can be completed', async ({ send, visit, putTemplate }) => {
  const questions = Array.from({ length: 100 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'text', required: true, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
  }))
  await putTemplate({ templateId: 'hundred', defaultLocale: 'en', title: { en: 'Hundred' }, questions })
  const form = await send('hundred')
  const { page, visitor } = await visit()
  await visitor.open(form.link)
  await visitor.review()
  expect(await page.locator('.summary li').count()).toBe(100)
  for (const { id } of questions) await visitor.fill(id, id)
  await visitor.review()
  await visitor.send()
  await visitor.waitForReceipt()
  expect(Object.keys(await form.answers())).toHaveLength(100)
})

test('answers that are too large in total are reported next to the longest answer, before anything is sent', async ({
  send,
  visit,
  putTemplate,
}) => {
  const questions = Array.from({ length: 20 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'long-text', required: true, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
  }))
  await putTemplate({ templateId: 'long', defaultLocale: 'en', title: { en: 'Long' }, questions })
  const form = await send('long')
  const { page, visitor } = await visit()
  const submits: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/submit')) submits.push(request.url())
  })
  await visitor.open(form.link)
  for (const { id } of questions) await visitor.fill(id, '字'.repeat(id === 'q-7' ? 1_100 : 1_000))
  await visitor.review()
  await page.locator('.summary:focus').waitFor()
  expect(await page.locator('.summary li').allTextContents()).toEqual([
    visitor.words.errors.tooLongTogether('Question 8'),
  ])
  expect(submits).toEqual([])
  for (const { id } of questions) await visitor.fill(id, '字'.repeat(900))
  await visitor.review()
  await visitor.send()
  await visitor.waitForReceipt()
})
