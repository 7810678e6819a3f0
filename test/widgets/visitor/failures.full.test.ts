// full: takes minutes in a browser
/** Unexpected errors of the visitor's page: each ends in a text that says what the visitor can do. */
import { describe, expect } from 'vitest'
import { visitorTest as test } from '../../kit/fixtures.ts'

const throwing = (path: string) => `${path} = () => { throw new TypeError('broken') }`

describe('an unexpected error', () => {
  test('before the form is opened says that the link still works, and logs only the kind of the error', async ({
    send,
    visit,
  }) => {
    const form = await send()
    const { page, visitor, browserErrors } = await visit()
    await page.addInitScript(throwing('SubtleCrypto.prototype.digest'))
    await page.goto(form.link)
    await visitor.waitForText(visitor.words.unsupported.failed)
    expect(browserErrors).toEqual(['TypeError'])
    const other = await visit()
    await other.visitor.open(form.link)
    await other.visitor.waitForQuestions()
  })

  test('after the form is opened offers to reload the page, which resumes the form', async ({ send, visit }) => {
    const { page, visitor } = await visit()
    await page.goto((await send()).link)
    await visitor.waitForHeading(visitor.words.start.heading('Acme'))
    await page.evaluate(throwing('HTMLFormElement.prototype.addEventListener'))
    await visitor.press(visitor.words.start.open)
    await visitor.waitForText(visitor.words.unsupported.failedOpened)
    await visitor.press(visitor.words.unsupported.reload)
    await visitor.waitForQuestions()
  })

  test('while the visitor fills in the form is shown above the questions, and the typed text stays', async ({
    send,
    visit,
  }) => {
    const { page, visitor } = await visit()
    await visitor.open((await send()).link)
    await visitor.fillCard()
    await page.evaluate(throwing('HTMLDListElement.prototype.append'))
    await visitor.review()
    await page.locator('#failure:focus').getByText(visitor.words.unsupported.failedOpened).waitFor()
    expect(await visitor.valueOf('cardholder-name')).toBe('Ada Lovelace')
  })

  test('in the receipt does not hide that the answers were sent, also after a reload', async ({ send, visit }) => {
    const form = await send()
    const { page, visitor } = await visit()
    await visitor.open(form.link)
    await visitor.fillCard()
    await visitor.review()
    await visitor.waitForReview()
    const broken = "Intl.DateTimeFormat = class { format() { throw new TypeError('broken') } }"
    await page.addInitScript(broken)
    await page.evaluate(broken)
    await visitor.send()
    for (const _ of ['after the submission', 'after a reload']) {
      await visitor.waitForHeading(visitor.words.receipt.heading('Acme'))
      // The complete receipt has more rows.
      expect(await page.locator('dl.receipt dt').allTextContents()).toEqual([visitor.words.receipt.number])
      await page.reload()
    }
    expect(await form.answers()).toMatchObject({ 'cardholder-name': 'Ada Lovelace' })
  })

  test('of a browser extension does not disturb the form', async ({ send, visit }) => {
    const { page, visitor } = await visit()
    await visitor.open((await send()).link)
    await visitor.waitForQuestions()
    await page.evaluate("setTimeout(() => { throw new Error('of an extension') })")
    await page.evaluate("void Promise.reject(new Error('of an extension'))")
    await page.evaluate("void Promise.reject('a text')")
    await page.waitForTimeout(100)
    expect(await page.locator('#failure').count()).toBe(0)
  })
})

test('the receipt is shown if the storage fails after the form was opened', async ({ send, visit }) => {
  const { page, visitor } = await visit()
  await visitor.open((await send()).link)
  await visitor.fillCard()
  for (const name of ['getItem', 'setItem', 'removeItem']) await page.evaluate(throwing(`Storage.prototype.${name}`))
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
})
