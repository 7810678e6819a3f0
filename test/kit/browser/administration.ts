/** An administrator's window, signed in through the issuer's page. */
import type { BrowserContext, BrowserContextOptions } from 'playwright-core'
import { type Administrator, administratorOn } from '../pages/administrator.ts'
import { type Caller, codeOf, newSite, type Site } from '../site.ts'
import { playwrightPage } from './playwright-page.ts'
import type { Stage, Visit } from './stage.ts'

export interface AdministrationWindow extends Visit {
  readonly context: BrowserContext
  readonly administrator: Administrator
}

export interface Administration extends AdministrationWindow {
  readonly site: Site
  /** Another administrator of the site, who calls the service over HTTP. */
  readonly colleague: Caller
  /** A conversation that is assigned to agent-7. */
  readonly conversationId: string
  /** Tries to send a form as agent-7. Returns the status and the code, for example `201 done`. */
  sendAsAgent(): Promise<string>
}

/** Opens the administration page without signing in. */
export const openAdministration = async (
  stage: Stage,
  options: BrowserContextOptions = {},
): Promise<AdministrationWindow> => {
  const visit = await stage.openWindow({ viewport: { width: 1200, height: 900 }, ...options })
  const administrator = administratorOn(playwrightPage(visit.page))
  await administrator.page.open(`${stage.service.origin}/admin`)
  return { ...visit, context: visit.page.context(), administrator }
}

/** Opens the administration page as a signed-in administrator of a new site. */
export const enterAdministration = async (
  stage: Stage,
  options: BrowserContextOptions = {},
): Promise<Administration> => {
  const site = await newSite(stage.service)
  const window = await openAdministration(stage, options)
  await window.administrator.signIn(site.siteId)
  await window.administrator.waitForSection('templates')
  const conversationId = await site.newConversation()
  const colleague = await site.signIn('administrator', 'another')
  return {
    ...window,
    site,
    colleague,
    conversationId,
    async sendAsAgent() {
      const result = await site.agent.call('send-form', {
        path: { conversationId },
        body: { templateId: 'bank-account' },
      })
      return `${result.status} ${codeOf(result)}`
    },
  }
}
