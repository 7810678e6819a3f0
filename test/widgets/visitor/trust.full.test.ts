// full: takes minutes in a browser
/** What the visitor's page shows of a form's purpose, of a brand's colours, and in which language. */
import { describe, expect } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'

test('the purpose of the form is shown above the questions, in the review and in the receipt, and its amount has the visitor’s format', async ({
  send,
  visit,
}) => {
  const context = { purpose: 'Hotel in Köln', reference: 'R-17', amount: { value: '1200.50', currency: 'EUR' } }
  const form = await send('card-payment', { locale: 'de', context })
  const { page, visitor } = await visit({ locale: 'de-DE', formLocale: 'de' })
  await visitor.open(form.link)
  const { purpose, amount, reference } = visitor.words.context
  const expected = [purpose, 'Hotel in Köln', amount, '1.200,50 €', reference, 'R-17']
  const normalised = (texts: readonly string[]) => texts.map((text) => text.normalize('NFKC'))
  const shown = async () => normalised(await visitor.shownContext())
  const printed = async () => normalised(await visitor.page.find({ css: '.receipt :is(dt, dd)' }).texts())
  await visitor.waitForQuestions()
  expect(await shown()).toEqual(expected)
  await visitor.fillCard()
  await visitor.review()
  await visitor.waitForReview()
  expect(await shown()).toEqual(expected)
  await visitor.send()
  await visitor.waitForReceipt()
  expect((await printed()).slice(4, 10)).toEqual(expected)
  expect(await axeFindings(page)).toEqual([])
  await page.reload()
  await visitor.waitForReceipt()
  expect((await printed()).slice(4, 10)).toEqual(expected)
  expect(await form.answers()).toMatchObject({ 'card-verification-code': '737' })
})

const question = { required: false, masked: false, offTheRecord: false } as const

const logo = 'https://brand.example/logo.svg'
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#c00"/></svg>'

describe('the theme of a template', () => {
  const themed = (accent: string) => ({
    ...{ templateId: 'themed', defaultLocale: 'en', title: { en: 'Themed' }, theme: { accent, logo } },
    questions: [{ ...question, id: 'a', type: 'yes-no', label: { en: 'Question' } }],
  })

  test.for(['#ffee00', '#000000', '#7f7f7f'])(
    'with the accent %s has enough contrast in light and dark mode, and the page logs the tone of its links',
    async (accent, { send, visit, putTemplate }) => {
      await putTemplate(themed(accent))
      const form = await send('themed')
      const { page, visitor, browserErrors, foreignRequests } = await visit()
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      await page.route(logo, (route) => route.fulfill({ contentType: 'image/svg+xml', body: drawing }))
      await visitor.open(form.link)
      await page.locator('.masthead img.logo').waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await axeFindings(page)).toEqual([])
      }
      expect(said.join('\n')).toContain(`where ${accent} has a contrast of`)
      expect(browserErrors).toEqual([])
      // The logo is the one thing that a template may bring from elsewhere, and learns nothing of the link.
      expect(foreignRequests).toEqual([logo])
    },
  )

  test('leaves no gap if its logo cannot be loaded', async ({ send, visit, putTemplate }) => {
    await putTemplate(themed('#0b57d0'))
    const form = await send('themed')
    const { page, visitor } = await visit()
    await page.route(logo, (route) => route.abort())
    await visitor.open(form.link)
    await visitor.waitForQuestions()
    await page.locator('img').waitFor({ state: 'detached' })
  })
})

describe('the language of the page', () => {
  test.for([
    ['`?lang=` in the link', '?lang=uk', 'de-DE', 'uk'],
    ['the browser', '', 'pl-PL', 'pl'],
    ['the default, English, if the page has no language of the browser,', '', 'eo', 'en'],
  ] as const)('is taken from %s until a form is open', async ([_, query, locale, spoken], { stage, site, visit }) => {
    const { page, visitor } = await visit({ locale })
    await page.goto(`${stage.service.origin}/form/${site.siteId}${query}#cut-off`)
    await visitor.waitForHeading((await loadVisitorMessages([spoken])).damagedLink.heading)
    expect(await page.locator('html').getAttribute('lang')).toBe(spoken)
  })

  test('is English, and marked as English, if its messages cannot be loaded', async ({ send, visit }) => {
    const form = await send('card-payment', { locale: 'ko' })
    const { page, visitor } = await visit({ locale: 'en-US' })
    await page.route('**/assets/visitor-ko.*', (route) => route.abort())
    await visitor.open(form.link)
    await visitor.waitForQuestions()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('form').getAttribute('lang')).toBe('ko')
  })

  test('is the browser’s language if the page does not have the language of the form, whose own texts stay unchanged', async ({
    send,
    visit,
    putTemplate,
  }) => {
    await putTemplate({
      ...{ templateId: 'persian', defaultLocale: 'fa', title: { fa: 'فرم' } },
      questions: [{ ...question, id: 'a', type: 'text', label: { fa: 'نام' } }],
    })
    const form = await send('persian', { locale: 'fa' })
    const { page, visitor } = await visit({ locale: 'sv-SE' })
    await visitor.open(form.link)
    await page.getByRole('button', { name: 'Granska' }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
    expect(await page.locator('form').getAttribute('lang')).toBe('fa')
    expect(await page.locator('form').getAttribute('dir')).toBe('rtl')
  })
})
