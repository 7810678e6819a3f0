// full: takes minutes in a browser
/** `<secure-form>` on a brand's page in Chromium: its height, what it scrolls to, its language and its colour scheme. */
import type { Frame } from 'playwright-core'
import { describe, expect } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { embedding } from '../../kit/browser/brand.ts'
import { frameAt } from '../../kit/browser/playwright-page.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { embed, isInSight, topOf } from './embedded-window.ts'

describe('a form in a small window', () => {
  test('scrolls to its error summary, and then to the field whose link in the summary is pressed', async ({
    stage,
    send,
  }) => {
    const place = await embed(stage, await send())
    const { frame, visitor } = place
    await visitor.review()
    await expect.poll(async () => Math.round(await topOf(place, '.summary'))).toBeLessThan(40)
    expect(await topOf(place, '.summary')).toBeGreaterThanOrEqual(0)
    await frame.locator('.summary a').last().click()
    await expect.poll(() => isInSight(place, ':focus')).toBe(true)
  })
})

test('a form of a hundred long questions is shown in full on the narrowest phone', async ({
  stage,
  send,
  putTemplate,
}) => {
  const questions = Array.from({ length: 100 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'text', required: index === 99, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
    hint: { en: 'What it takes to answer this, and where to find it. '.repeat(8) },
  }))
  const template = { templateId: 'hundred', defaultLocale: 'en', title: { en: 'Hundred' }, questions }
  await putTemplate(template)
  const place = await embed(stage, await send('hundred'), { viewport: { width: 320, height: 640 } })
  const { page, frame, visitor } = place
  const frameHeight = () =>
    page.evaluate<number>(`document.querySelector('secure-form').shadowRoot.querySelector('iframe').clientHeight`)
  await expect.poll(frameHeight).toBeGreaterThan(30_000)
  expect(await frameHeight()).toBe(await frame.evaluate('document.documentElement.scrollHeight'))

  await visitor.review()
  await frame.locator('.summary a').click()
  await frame.locator('#question-q-99:focus').waitFor()
  await expect.poll(() => isInSight(place, '#question-q-99')).toBe(true)
})

describe('the language of the page’s own messages', () => {
  const attribute = (frame: Frame, selector: string, name: string) => frame.locator(selector).first().getAttribute(name)

  test('is taken from the attribute, while the texts of the form are marked with their own language', async ({
    stage,
    send,
  }) => {
    const { fillIn, errors } = await loadVisitorMessages(['de'])
    const { frame, browserErrors } = await embed(stage, await send(), { attributes: 'lang="de-AT"' })
    expect(await attribute(frame, 'html', 'lang')).toBe('de')
    expect(await attribute(frame, '.lead', 'lang')).toBe('en')
    await frame.getByRole('button', { name: fillIn.review }).click()
    await frame.getByRole('heading', { name: fillIn.problem }).waitFor()
    // The label inside of the page's own sentence is still the form's (WCAG 3.1.2).
    const sentence = frame.locator('.summary a').first()
    expect(await sentence.textContent()).toBe(errors.fillIn('Name on the card'))
    expect(await sentence.locator('[lang="en"]').textContent()).toBe('Name on the card')
    expect(await attribute(frame, '.error', 'lang')).toBe('de')
    expect(browserErrors).toEqual([])
  })

  test('determines the text direction of the page’s messages, but not that of the form’s texts', async ({
    stage,
    send,
  }) => {
    const words = await loadVisitorMessages(['ar'])
    const { frame, visitor } = await embed(stage, await send(), { attributes: 'lang="ar"' })
    expect(await attribute(frame, 'html', 'dir')).toBe('rtl')
    expect(await attribute(frame, 'form', 'dir')).toBe('ltr')
    for (const own of ['.off-the-record', 'form .buttons']) expect(await attribute(frame, own, 'dir')).toBe('rtl')
    await visitor.fillCard()
    await frame.getByRole('button', { name: words.fillIn.review }).click()
    await frame.getByRole('heading', { name: words.review.heading }).waitFor()
    expect(await attribute(frame, 'dt', 'dir')).toBe('ltr')
  })

  test('is taken from the attribute if no form can be shown', async ({ stage, send }) => {
    const { notAvailable } = await loadVisitorMessages(['de'])
    const form = await send()
    await embed(stage, form)
    const { page } = await stage.openWindow({ locale: 'nl-NL' })
    const body = `<secure-form link="${form.link}" lang="de"></secure-form>`
    await page.goto(
      `${stage.brand.listedOrigin}${stage.brand.put('/opened-elsewhere', embedding(stage.service.origin, body))}`,
    )
    const frame = await frameAt(page, /^\/form\//)
    await frame.getByRole('heading', { name: notAvailable.heading }).waitFor()
    expect(await attribute(frame, 'html', 'lang')).toBe('de')
  })

  test.for([
    ['without the attribute', ''],
    ['with a language that the page does not have', 'lang="eo"'],
  ])('is the language of the form %s', async ([_, attributes], { stage, send }) => {
    const { frame } = await embed(stage, await send('card-payment', { locale: 'sv' }), { attributes })
    expect(await attribute(frame, 'html', 'lang')).toBe('sv')
    expect(await attribute(frame, 'form', 'lang')).toBe('sv')
  })

  test('is the language in the hello message, if a page without the element sends one before the form is shown', async ({
    stage,
    send,
  }) => {
    const { formId, link } = await send()
    const greeting = `{ sealform: 'v1', message: 'hello', locale: 'de' }`
    const body = `<iframe src="${link}" onload="this.contentWindow.postMessage(${greeting}, '${stage.service.origin}')"></iframe>`
    const { page } = await stage.openWindow({ locale: 'nl-NL' })
    await page.route('**/v1/visitor/open', async (route) => {
      await page.waitForTimeout(500)
      await route.continue()
    })
    await page.goto(`${stage.brand.listedOrigin}${stage.brand.put(`/greets-${formId}`, body)}`)
    const frame = await frameAt(page, /^\/form\//)
    await frame.getByRole('button', { name: (await loadVisitorMessages(['de'])).fillIn.review }).waitFor()
  })
})

describe('the colour scheme', () => {
  const surface = { light: '#ffffff', dark: '#171b22' }
  const surfaceOf = (frame: Frame) =>
    frame.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('--surface')`)
  const schemeOf = (frame: Frame) => frame.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')

  test.for([
    ['the attribute instead of the system', 'dark', 'color-scheme="light"', 'light'],
    ['the attribute instead of the system', 'light', 'color-scheme="dark"', 'dark'],
    ['the system without the attribute', 'dark', '', 'dark'],
    ['the system if the attribute has neither value', 'dark', 'color-scheme="sepia"', 'dark'],
  ] as const)('follows %s: %s with %s', async ([_, colorScheme, attributes, shown], { stage, send }) => {
    const { frame, browserErrors } = await embed(stage, await send(), { attributes, colorScheme })
    await expect.poll(() => surfaceOf(frame)).toBe(surface[shown])
    expect(browserErrors).toEqual([])
  })

  test('changes with the attribute, and the typed text is kept', async ({ stage, send }) => {
    const { page, frame } = await embed(stage, await send(), { attributes: 'color-scheme="light"' })
    await frame.getByLabel('Name on the card').fill('Ada Lovelace')
    const set = (change: string) => page.evaluate(`document.querySelector('secure-form').${change}`)
    await set(`setAttribute('color-scheme', 'dark')`)
    await expect.poll(() => schemeOf(frame)).toBe('dark')
    expect(await surfaceOf(frame)).toBe(surface.dark)
    await set(`removeAttribute('color-scheme')`)
    await expect.poll(() => schemeOf(frame)).toBe('light dark')
    expect(await surfaceOf(frame)).toBe(surface.light)
    expect(await frame.getByLabel('Name on the card').inputValue()).toBe('Ada Lovelace')
  })

  test('also changes in the agent panel without a reload', async ({ stage, site }) => {
    const { siteId } = site
    const conversationId = await site.newConversation()
    const body = `<secure-form-agent site="${siteId}" conversation="${conversationId}" color-scheme="light"></secure-form-agent>`
    const { page } = await stage.openWindow({ colorScheme: 'dark' })
    await page.goto(
      `${stage.brand.listedOrigin}${stage.brand.put('/panel-scheme', embedding(stage.service.origin, body))}`,
    )
    const frame = await frameAt(page, /^\/agent\//)
    await expect.poll(() => schemeOf(frame)).toBe('light')
    const light = await surfaceOf(frame)
    await frame.evaluate('window.stays = true')
    await page.evaluate(`document.querySelector('secure-form-agent').setAttribute('color-scheme', 'dark')`)
    await expect.poll(() => schemeOf(frame)).toBe('dark')
    expect(await surfaceOf(frame)).not.toBe(light)
    expect(await frame.evaluate('window.stays')).toBe(true)
  })
})
