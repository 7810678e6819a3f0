/** What the visitor's page refuses, what it never shows as markup, and how it looks in a brand's colours. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { axeFindings } from '../../axe.ts'
import { buttonsIn, field, headingIn, typeCard } from './form-actions.ts'
import { startVisitorEnvironment, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const english = await buttonsIn('en')

/** Changes what the service answers on its way to the page. */
const alterOpenReply = (page: Page, change: (form: Record<string, never>) => unknown) =>
  page.route('**/v1/visitor/open', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change(await response.json()) })
  })

describe('abuse 22 and 43: a form on the way to its visitor', () => {
  const anotherKey = `BA${'A'.repeat(84)}E`
  test.each([
    ['has its key swapped', 'fingerprint-mismatch', (form: object) => ({ ...form, sealingKey: anotherKey })],
    [
      'has its purpose changed',
      'fingerprint-mismatch',
      (form: object) => ({ ...form, context: { amount: { value: '1.00', currency: 'EUR' } } }),
    ],
    ['has its key stripped', 'key-missing', ({ sealingKey: _, ...form }: { sealingKey?: string }) => form],
  ] as const)('that %s asks for nothing, and says why in the words of its language', async (_, because, change) => {
    const form = await stage.send('card-payment', 'de')
    const words = await loadVisitorMessages(['de'])
    const { page, context } = await stage.visit()
    await alterOpenReply(page, change)
    await page.goto(form.link)
    await headingIn(page, words.distrust.heading).waitFor()
    expect(await page.locator('main').textContent()).toContain(words.distrust[because])
    expect(await page.getByRole('textbox').count()).toBe(0)
    await context.close()
  })

  test('that has its security code’s mark cleared seals it all the same', async () => {
    const form = await stage.send('card-payment')
    const { page, context } = await stage.visit()
    const bodies: string[] = []
    page.on('request', (request) => bodies.push(request.postData() ?? ''))
    await page.route('**/v1/visitor/open', async (route) => {
      const response = await route.fetch()
      const text = (await response.text()).replaceAll('"offTheRecord":true', '"offTheRecord":false')
      await route.fulfill({ response, body: text })
    })
    await page.goto(form.link)
    await typeCard(page)
    await english.review(page).click()
    await english.send(page).click()
    await headingIn(page, 'Your answers were sent to').waitFor()
    expect(bodies.join('\n')).not.toContain('"737"')
    expect(bodies.filter((body) => body.includes('"enc"'))).toHaveLength(1)
    await context.close()
  })

  test('whose link lost its fingerprint asks for nothing', async () => {
    const { link } = await stage.send('card-payment')
    const [cut = ''] = link.split(/\.(?=[^.]*$)/)
    const { page, context } = await stage.visit()
    await page.goto(cut)
    await headingIn(page, 'Please do not fill in this form').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await context.close()
  })
})

test('what the form is for is on top of the questions, in the review and in the receipt, in the visitor’s format', async () => {
  const context = { purpose: 'Hotel in Köln', reference: 'R-17', amount: { value: '1200.50', currency: 'EUR' } }
  const form = await stage.send('card-payment', 'de', { context })
  const german = await buttonsIn('de')
  const { page, context: browser } = await stage.visit({ locale: 'de-DE' })
  await page.goto(form.link)
  const shown = async () => (await page.locator('p.context').allTextContents()).map((text) => text.normalize('NFKC'))
  const expected = ['Hotel in Köln', '1.200,50 €', 'R-17']
  await page.locator('p.context').first().waitFor()
  expect(await shown()).toEqual(expected)
  await typeCard(page)
  await german.review(page).click()
  await german.send(page).waitFor()
  expect(await shown()).toEqual(expected)
  await german.send(page).click()
  await page.locator('.receipt').waitFor()
  expect(await shown()).toEqual(expected)
  expect(await axeFindings(page)).toEqual([])
  await page.reload()
  await page.locator('.receipt').waitFor()
  expect(await shown()).toEqual(expected)
  expect(await form.answers()).toMatchObject({ 'card-verification-code': '737' })
  await browser.close()
})

const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>'
const question = { required: false, masked: false, offTheRecord: false } as const

test('what a template and a visitor write is text and never markup, and turns no sentence around', async () => {
  await stage.putTemplate({
    templateId: 'markup',
    defaultLocale: 'en',
    title: { en: `${attack} \u202eeltit` },
    intro: { en: attack },
    submitLabel: { en: attack },
    questions: [
      { ...question, id: 'a', type: 'text', label: { en: attack }, hint: { en: attack } },
      { ...question, id: 'b', type: 'choice', label: { en: 'b' }, options: [{ value: attack, label: { en: attack } }] },
    ],
  } as never)
  const form = await stage.send('markup')
  const { page, context, browserErrors } = await stage.visit()
  await page.goto(form.link)
  await field(page, 'a').fill(attack)
  await field(page, 'b').check()
  await english.review(page).click()
  await page.getByText('Check your answers').waitFor()
  expect(await page.locator('dd.value').allTextContents()).toEqual([attack, attack])
  await english.send(page).click()
  await headingIn(page, 'Your answers were sent to').waitFor()
  expect(await page.evaluate('window.attacked')).toBeUndefined()
  expect(browserErrors).toEqual([])
  expect(await form.answers()).toEqual({ a: attack, b: attack })
  await context.close()
})

const logo = 'https://brand.example/logo.svg'
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#c00"/></svg>'

describe('the theme of a template', () => {
  const putThemed = (accent: string) =>
    stage.putTemplate({
      ...{ templateId: 'themed', defaultLocale: 'en', title: { en: 'Themed' }, theme: { accent, logo } },
      questions: [{ ...question, id: 'a', type: 'yes-no', label: { en: 'Question' } }],
    } as never)

  test.each(['#ffee00', '#000000', '#7f7f7f'])(
    'with the accent %s can be read in light and dark, and says what it corrected',
    async (accent) => {
      await putThemed(accent)
      const form = await stage.send('themed')
      const { page, context, browserErrors, foreignRequests } = await stage.visit()
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      await page.route(logo, (route) => route.fulfill({ contentType: 'image/svg+xml', body: drawing }))
      await page.goto(form.link)
      await page.locator('.masthead img.logo').waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await axeFindings(page)).toEqual([])
      }
      expect(said.join('\n')).toContain(`where ${accent} has a contrast of`)
      expect(browserErrors).toEqual([])
      // The logo is the one thing that a template may bring from elsewhere, and learns nothing of the link.
      expect(foreignRequests).toEqual([logo])
      await context.close()
    },
  )

  test('whose logo does not arrive leaves no gap', async () => {
    await putThemed('#0b57d0')
    const form = await stage.send('themed')
    const { page, context } = await stage.visit()
    await page.route(logo, (route) => route.abort())
    await page.goto(form.link)
    await english.review(page).waitFor()
    await page.locator('img').waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('the language of the page', () => {
  test.each([
    ['?lang= of the link', '?lang=uk', 'de-DE', 'uk'],
    ['the browser', '', 'pl-PL', 'pl'],
    ['English, where the page speaks none of them,', '', 'eo', 'en'],
  ])('is that of %s as long as no form has said', async (_, query, locale, spoken) => {
    const { page, context } = await stage.visit({ locale })
    await page.goto(`${stage.target.origin}/form/${stage.siteId}${query}#cut-off`)
    await headingIn(page, (await loadVisitorMessages([spoken])).damagedLink.heading).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(spoken)
    await context.close()
  })

  test('is English, marked as such, when its words cannot be loaded', async () => {
    const form = await stage.send('card-payment', 'ko')
    const { page, context } = await stage.visit({ locale: 'en-US' })
    await page.route('**/assets/visitor-ko.*', (route) => route.abort())
    await page.goto(form.link)
    await english.review(page).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('form').getAttribute('lang')).toBe('ko')
    await context.close()
  })

  test('is the form’s own where the page does not speak it, with the page’s words in the browser’s', async () => {
    await stage.putTemplate({
      ...{ templateId: 'persian', defaultLocale: 'fa', title: { fa: 'فرم' } },
      questions: [{ ...question, id: 'a', type: 'text', label: { fa: 'نام' } }],
    } as never)
    const form = await stage.send('persian', 'fa')
    const { page, context } = await stage.visit({ locale: 'sv-SE' })
    await page.goto(form.link)
    await page.getByRole('button', { name: 'Granska' }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
    expect(await page.locator('form').getAttribute('lang')).toBe('fa')
    expect(await page.locator('form').getAttribute('dir')).toBe('rtl')
    await context.close()
  })
})
