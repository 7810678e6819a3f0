/** A brand's page that embeds the service's pages. */
import type { Frame, Page as PlaywrightPage } from 'playwright-core'
import { type Agent, agentOn } from '../pages/agent.ts'
import { type SentForm, sendSealedForm } from '../pages/sent-form.ts'
import { type Visitor, visitorOn } from '../pages/visitor.ts'
import { embedding, panelMarkup } from './brand.ts'
import { frameAt, playwrightPage } from './playwright-page.ts'
import type { BrandSite, Stage, Visit } from './stage.ts'

export interface EmbeddedForm extends Visit {
  readonly form: SentForm
  readonly frame: Frame
  readonly visitor: Visitor
}

/** Opens a form in an element on a brand's page. `around` receives the element and returns the markup of the page. */
export const openEmbeddedForm = async (
  stage: Stage,
  site: BrandSite,
  around: (element: string) => string = (element) => element,
): Promise<EmbeddedForm> => {
  const form = await sendSealedForm(site)
  const element = `<secure-form link="${form.link}"></secure-form>`
  const body = `${around(element)}<script>listen(document.querySelector('secure-form'))</script>`
  const visit = await stage.openWindow({ viewport: { width: 900, height: 900 } })
  const { page } = visit
  const path = stage.brand.put(`/form-${form.formId}`, embedding(stage.service.origin, body))
  await page.goto(`${stage.brand.listedOrigin}${path}`)
  const frame = await frameAt(page, /^\/form\//)
  const visitor = await visitorOn(playwrightPage(frame))
  await visitor.waitForQuestions()
  return { ...visit, form, frame, visitor }
}

export interface EmbeddedPanel extends Visit {
  readonly conversationId: string
  readonly frame: Frame
  readonly agent: Agent
  readonly token: string
}

/** Opens the panel of a new conversation on a brand's page, which provides the access tokens. */
export const openEmbeddedPanel = async (
  stage: Stage,
  site: BrandSite,
  { beside = '', accessToken = (token: string) => `async () => '${token}'` } = {},
): Promise<EmbeddedPanel> => {
  const { accessToken: token = '' } = await site.signIn('agent')
  const conversationId = await site.newConversation()
  const body = panelMarkup({ siteId: site.siteId, conversationId, accessToken: accessToken(token), beside })
  const visit = await stage.openWindow({ viewport: { width: 900, height: 900 } })
  const { page } = visit
  await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/desk', embedding(stage.service.origin, body))}`)
  const frame = await frameAt(page, /^\/agent\//)
  return { ...visit, conversationId, frame, agent: agentOn(playwrightPage(frame)), token }
}

/** Returns the name of the error that an expression throws in a page, or `no error`. */
export const errorOf = (frame: Frame | PlaywrightPage, expression: string): Promise<string> =>
  frame.evaluate<string>(`(() => { try { ${expression}; return 'no error' } catch (error) { return error.name } })()`)
