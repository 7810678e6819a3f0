/** `<secure-form>` on a brand's page in a real Chromium: room for the whole form, what is asked for in sight, in the language asked for. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import {
  embedding,
  fillInCard,
  frameAt,
  type IsolationEnvironment,
  startIsolationEnvironment,
} from '../../isolation/isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment()
})
afterAll(() => stage?.close())

const phone = { width: 390, height: 400 }

interface EmbeddedAs {
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Of the element, as in HTML. */
  readonly attributes?: string
  /** Of the visitor's system. */
  readonly colorScheme?: 'light' | 'dark'
}

interface Embedded {
  readonly page: Page
  readonly frame: Frame
  readonly complaints: readonly string[]
}

/** A brand's page with something to read before and after the form. */
const embedded = async (
  form: { readonly formId: string; readonly link: string },
  { viewport = phone, attributes = '', colorScheme = 'light' }: EmbeddedAs = {},
): Promise<Embedded> => {
  const chat = '<p style="height: 300px">Chat</p>'
  const body = `${chat}<secure-form link="${form.link}" ${attributes}></secure-form>${chat}`
  const { page, complaints } = await stage.newPage({ viewport, colorScheme, locale: 'nl-NL' })
  await page.goto(`${stage.listed}${stage.put(`/form-${form.formId}`, embedding(stage.target.origin, body))}`)
  const frame = await frameAt(page, /^\/form\//)
  await frame.locator('main button').first().waitFor()
  return { page, frame, complaints }
}

/** CSS pixels from the top of the window, where a person sees it, to the top of what is in the frame. */
const topOf = async ({ page, frame }: Embedded, selector: string): Promise<number> => {
  const frameTop = await page.evaluate<number>(
    `document.querySelector('secure-form').shadowRoot.querySelector('iframe').getBoundingClientRect().top`,
  )
  return frameTop + (await frame.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`))
}

/** Whole in the window. */
const inSight = async (place: Embedded, selector: string): Promise<boolean> => {
  const top = await topOf(place, selector)
  const height = await place.frame.evaluate<number>(`document.querySelector('${selector}').offsetHeight`)
  return top >= 0 && top + height <= phone.height
}

describe('in a small window', () => {
  test('*Change* brings its question into sight, with its label and its field', async () => {
    const place = await embedded(await stage.sendCard())
    const { frame, complaints } = place
    await fillInCard(frame)
    await frame.getByRole('button', { name: 'Review' }).click()
    await frame.getByRole('button', { name: 'Change: Security code' }).click()
    await frame.locator('#question-card-verification-code:focus').waitFor()
    await expect.poll(() => inSight(place, '#question-card-verification-code')).toBe(true)
    expect(await inSight(place, 'label[for="question-card-verification-code"]')).toBe(true)
    expect(complaints).toEqual([])
  })

  test('so does a link of the summary of what is wrong, which is in sight itself', async () => {
    const place = await embedded(await stage.sendCard())
    const { frame } = place
    await frame.getByRole('button', { name: 'Review' }).click()
    await expect.poll(async () => Math.round(await topOf(place, '.summary'))).toBeLessThan(40)
    expect(await topOf(place, '.summary')).toBeGreaterThanOrEqual(0)
    await frame.locator('.summary a').last().click()
    await expect.poll(() => inSight(place, ':focus')).toBe(true)
  })
})

test('a form of a hundred long questions has all the room that it needs on the narrowest phone', async () => {
  const questions = Array.from({ length: 100 }, (_, index) => ({
    ...{ id: `q-${index}`, type: 'text', required: index === 99, masked: false, offTheRecord: false },
    label: { en: `Question ${index + 1}` },
    hint: { en: 'What it takes to answer this, and where to find it. '.repeat(8) },
  }))
  const template = { templateId: 'hundred', defaultLocale: 'en', title: { en: 'Hundred' }, questions }
  const put = await stage.scene.request('PUT', '/v1/templates/hundred', { token: stage.administrator, body: template })
  expect(put.status).toBe(200)
  const place = await embedded(await stage.sendCard('hundred'), { viewport: { width: 320, height: 640 } })
  const { page, frame } = place
  const frameHeight = () =>
    page.evaluate<number>(`document.querySelector('secure-form').shadowRoot.querySelector('iframe').clientHeight`)
  await expect.poll(frameHeight).toBeGreaterThan(30_000)
  expect(await frameHeight()).toBe(await frame.evaluate('document.documentElement.scrollHeight'))

  await frame.getByRole('button', { name: 'Review' }).click()
  await frame.locator('.summary a').click()
  await frame.locator('#question-q-99:focus').waitFor()
  await expect.poll(() => inSight(place, '#question-q-99')).toBe(true)
})

describe('the language of the page’s own words', () => {
  const attribute = (frame: Frame, selector: string, name: string) => frame.locator(selector).first().getAttribute(name)

  test('is that of the attribute, with the form’s own texts marked as of theirs', async () => {
    const { fillIn, errors } = await loadVisitorMessages(['de'])
    const { frame, complaints } = await embedded(await stage.sendCard(), { attributes: 'lang="de-AT"' })
    expect(await attribute(frame, 'html', 'lang')).toBe('de')
    expect(await attribute(frame, '.lead', 'lang')).toBe('en')
    await frame.getByRole('button', { name: fillIn.review }).click()
    await frame.getByRole('heading', { name: fillIn.problem }).waitFor()
    // The label inside of the page's own sentence is still the form's (WCAG 3.1.2).
    const sentence = frame.locator('.summary a').first()
    expect(await sentence.textContent()).toBe(errors.fillIn('Name on the card'))
    expect(await sentence.locator('[lang="en"]').textContent()).toBe('Name on the card')
    expect(await attribute(frame, '.error', 'lang')).toBe('de')
    expect(complaints).toEqual([])
  })

  test('runs its own way, and the form’s texts theirs', async () => {
    const words = await loadVisitorMessages(['ar'])
    const { frame } = await embedded(await stage.sendCard(), { attributes: 'lang="ar"' })
    expect(await attribute(frame, 'html', 'dir')).toBe('rtl')
    expect(await attribute(frame, 'form', 'dir')).toBe('ltr')
    for (const own of ['.off-the-record', 'form .buttons']) expect(await attribute(frame, own, 'dir')).toBe('rtl')
    await fillInCard(frame)
    await frame.getByRole('button', { name: words.fillIn.review }).click()
    await frame.getByRole('heading', { name: words.review.heading }).waitFor()
    expect(await attribute(frame, 'dt', 'dir')).toBe('ltr')
  })

  test('is that of the attribute where there is no form to be shown', async () => {
    const { notAvailable } = await loadVisitorMessages(['de'])
    const form = await stage.sendCard()
    await embedded(form)
    const { page } = await stage.newPage({ locale: 'nl-NL' })
    const body = `<secure-form link="${form.link}" lang="de"></secure-form>`
    await page.goto(`${stage.listed}${stage.put('/opened-elsewhere', embedding(stage.target.origin, body))}`)
    const frame = await frameAt(page, /^\/form\//)
    await frame.getByRole('heading', { name: notAvailable.heading }).waitFor()
    expect(await attribute(frame, 'html', 'lang')).toBe('de')
  })

  test.each([
    ['without the attribute', ''],
    ['with one that the page does not speak', 'lang="eo"'],
  ])('is that of the form %s', async (_, attributes) => {
    const { frame } = await embedded(await stage.sendCard('card-payment', 'sv'), { attributes })
    expect(await attribute(frame, 'html', 'lang')).toBe('sv')
    expect(await attribute(frame, 'form', 'lang')).toBe('sv')
  })

  test('is what a page that greets the frame by itself says, if it says so before the form is there', async () => {
    const { formId, link } = await stage.sendCard()
    const greeting = `{ sealform: 'v1', message: 'hello', locale: 'de' }`
    const body = `<iframe src="${link}" onload="this.contentWindow.postMessage(${greeting}, '${stage.target.origin}')"></iframe>`
    const { page } = await stage.newPage({ locale: 'nl-NL' })
    await page.route('**/v1/visitor/open', async (route) => {
      await page.waitForTimeout(500)
      await route.continue()
    })
    await page.goto(`${stage.listed}${stage.put(`/greets-${formId}`, body)}`)
    const frame = await frameAt(page, /^\/form\//)
    await frame.getByRole('button', { name: (await loadVisitorMessages(['de'])).fillIn.review }).waitFor()
  })
})

describe('light or dark', () => {
  const surface = { light: '#ffffff', dark: '#171b22' }
  const surfaceOf = (frame: Frame) =>
    frame.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('--surface')`)
  const schemeOf = (frame: Frame) => frame.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')

  test.each([
    ['the attribute, whatever the system', 'dark', 'color-scheme="light"', 'light'],
    ['the attribute, whatever the system', 'light', 'color-scheme="dark"', 'dark'],
    ['the system without the attribute', 'dark', '', 'dark'],
    ['the system with one that is neither', 'dark', 'color-scheme="sepia"', 'dark'],
  ] as const)('is said by %s: %s with %s', async (_, colorScheme, attributes, shown) => {
    const { frame, complaints } = await embedded(await stage.sendCard(), { attributes, colorScheme })
    await expect.poll(() => surfaceOf(frame)).toBe(surface[shown])
    expect(complaints).toEqual([])
  })

  test('changes with the attribute, and nothing that was typed is lost', async () => {
    const { page, frame } = await embedded(await stage.sendCard(), { attributes: 'color-scheme="light"' })
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

  test('is said to the agent panel, too, which stays the one that it is', async () => {
    const { siteId, conversationId } = stage.scene
    const body = `<secure-form-agent site="${siteId}" conversation="${conversationId}" color-scheme="light"></secure-form-agent>`
    const { page } = await stage.newPage({ colorScheme: 'dark' })
    await page.goto(`${stage.listed}${stage.put('/panel-scheme', embedding(stage.target.origin, body))}`)
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
