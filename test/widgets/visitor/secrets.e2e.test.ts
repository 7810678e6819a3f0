/** What the visitor's page keeps in the browser, and for how long; and text that was written to be run as markup. */
import { expect } from 'vitest'
import { advanceTime, hours, minutes, openWithClock } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { withoutRandomValues } from '../../kit/random-values.ts'

test('in the browser, the page stores only the data that it needs to resume the form, and no answer', async ({
  send,
  visit,
}) => {
  const form = await send()
  const { visitor } = await visit()
  await visitor.open(form.link)
  await visitor.fillCard()
  await visitor.review()
  await visitor.waitForReview()
  const stored = await visitor.page.evaluate<string>(
    'JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])',
  )
  expect(stored).toContain(form.formId)
  const rest = withoutRandomValues(stored)
  for (const answer of ['4111', 'Lovelace', '737', '05/39', '0539']) expect(rest).not.toContain(answer)
})

test('after the submission, the browser has no visitor secret, and a reload shows the receipt without a request', async ({
  stage,
  send,
}) => {
  const form = await send()
  const { page, visitor } = await openWithClock(stage, form.link)
  const stored = () => visitor.page.evaluate<string>('JSON.stringify(localStorage)')
  const { visitorSecret } = JSON.parse(Object.values<string>(JSON.parse(await stored()))[0] ?? '{}')
  expect(await stored()).toContain(visitorSecret)
  await visitor.fillCard()
  await visitor.reviewAndSend()
  await visitor.waitForReceipt()
  await expect.poll(stored).not.toContain(visitorSecret)

  const requests: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') requests.push(request.url())
  })
  await visitor.page.reload()
  await visitor.waitForHeading(visitor.words.receipt.heading('Acme'))
  expect(requests).toEqual([])
  await advanceTime(stage, page, 24 * hours)
  await visitor.open('about:blank')
  await visitor.open((await send()).link)
  await visitor.waitForQuestions()
  expect(await stored()).not.toContain(form.formId)
})

test('an expired form keeps the typed text, except off-the-record answers, and says how to continue', async ({
  stage,
  send,
}) => {
  const { page, visitor } = await openWithClock(stage, (await send()).link)
  await visitor.fillCard()
  await advanceTime(stage, page, 28.5 * minutes)
  await visitor.refuseMoreTime()
  await advanceTime(stage, page, 2 * minutes)
  await page.getByRole('status').getByText(visitor.words.ended.expired).waitFor()
  expect(await visitor.valueOf('cardholder-name')).toBe('Ada Lovelace')
  expect(await visitor.valueOf('card-number')).toBe('4111 1111 1111 1111')
  expect(await visitor.valueOf('card-verification-code')).toBe('')
  await visitor.review()
  await visitor.summary.waitUntil('visible')
  expect(await visitor.summary.text()).toContain(visitor.words.ended.askAgain)
})

const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>'
const question = { required: false, masked: false, offTheRecord: false } as const

test('text from a template or a visitor is never treated as markup, and cannot change the text direction around it', async ({
  putTemplate,
  send,
  visit,
}) => {
  await putTemplate({
    templateId: 'markup',
    defaultLocale: 'en',
    title: { en: `${attack} \u202eeltit` },
    intro: { en: attack },
    submitLabel: { en: attack },
    questions: [
      { ...question, id: 'a', type: 'text', label: { en: attack }, hint: { en: attack } },
      {
        ...question,
        id: 'b',
        type: 'choice',
        label: { en: 'b' },
        options: [attack, 'b'].map((value) => ({ value, label: { en: value } })),
      },
    ],
  })
  const form = await send('markup')
  const { visitor, browserErrors } = await visit()
  await visitor.open(form.link)
  await visitor.fill('a', attack)
  await visitor.field('b').click()
  await visitor.review()
  await visitor.waitForReview()
  expect(await visitor.page.find({ css: 'dd.value' }).texts()).toEqual([attack, attack])
  await visitor.send()
  await visitor.waitForReceipt()
  expect(await visitor.page.evaluate('window.attacked')).toBeUndefined()
  expect(browserErrors).toEqual([])
  expect(await form.answers()).toEqual({ a: attack, b: attack })
})
