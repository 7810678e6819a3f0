/** `<secure-form>` on a brand's page in a real Chromium: room for the whole form, what is asked for in sight, in the language asked for. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embedding, fillInCard, frameAt, type Isolation, startIsolation } from '../isolation/stage.ts'

let stage: Isolation
beforeAll(async () => {
  stage = await startIsolation()
})
afterAll(() => stage?.close())

const phone = { width: 390, height: 400 }

interface Embedded {
  readonly page: Page
  readonly frame: Frame
  readonly complaints: readonly string[]
}

/** A brand's page with something to read before and after the form. */
const embedded = async (
  form: { readonly formId: string; readonly link: string },
  { viewport = phone, attributes = '' } = {},
): Promise<Embedded> => {
  const chat = '<p style="height: 300px">Chat</p>'
  const body = `${chat}<secure-form link="${form.link}" ${attributes}></secure-form>${chat}`
  const { page, complaints } = await stage.newPage({ viewport, locale: 'nl-NL' })
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
