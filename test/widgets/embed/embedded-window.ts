/** A brand's page in a small window, with something to read before and after the form. */
import type { Frame } from 'playwright-core'
import { embedding } from '../../kit/browser/brand.ts'
import { frameAt, playwrightPage } from '../../kit/browser/playwright-page.ts'
import type { Stage, Visit } from '../../kit/browser/stage.ts'
import type { SentForm } from '../../kit/pages/sent-form.ts'
import { type Visitor, visitorOn } from '../../kit/pages/visitor.ts'

const phone = { width: 390, height: 400 }

export interface EmbedOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Of the element, as in HTML. */
  readonly attributes?: string
  /** Of the visitor's system. */
  readonly colorScheme?: 'light' | 'dark'
}

export interface EmbeddedWindow extends Visit {
  readonly frame: Frame
  readonly visitor: Visitor
}

export const embed = async (
  stage: Stage,
  { formId, link }: SentForm,
  { viewport = phone, attributes = '', colorScheme = 'light' }: EmbedOptions = {},
): Promise<EmbeddedWindow> => {
  const chat = '<p style="height: 300px">Chat</p>'
  const body = `${chat}<secure-form link="${link}" ${attributes}></secure-form>${chat}`
  const visit = await stage.openWindow({ viewport, colorScheme, locale: 'nl-NL' })
  const path = stage.brand.put(`/form-${formId}`, embedding(stage.service.origin, body))
  await visit.page.goto(`${stage.brand.listedOrigin}${path}`)
  const frame = await frameAt(visit.page, /^\/form\//)
  await frame.locator('main button').first().waitFor()
  return { ...visit, frame, visitor: await visitorOn(playwrightPage(frame)) }
}

/** CSS pixels from the top of the window to the top of an element in the frame. */
export const topOf = async ({ page, frame }: EmbeddedWindow, selector: string): Promise<number> => {
  const frameTop = await page.evaluate<number>(
    `document.querySelector('secure-form').shadowRoot.querySelector('iframe').getBoundingClientRect().top`,
  )
  return frameTop + (await frame.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`))
}

/** Whether an element is wholly in the window. */
export const isInSight = async (place: EmbeddedWindow, selector: string): Promise<boolean> => {
  const top = await topOf(place, selector)
  const height = await place.frame.evaluate<number>(`document.querySelector('${selector}').offsetHeight`)
  return top >= 0 && top + height <= phone.height
}
