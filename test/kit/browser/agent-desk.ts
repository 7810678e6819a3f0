/** An agent's desktop: a brand's page with the panel in a frame, as a brand would embed it. */
import type { BrowserContext, BrowserContextOptions, Frame } from 'playwright-core'
import type { Messages } from '../../../widgets/agent/messages/messages.ts'
import { type Agent, agentOn } from '../pages/agent.ts'
import { type LinkedForm, openLink } from '../pages/sent-form.ts'
import { playwrightPage } from './playwright-page.ts'
import type { BrandSite, Stage, Visit } from './stage.ts'

/**
 * The code that a brand writes: our script, our tag, and the source of the access token. The page records the panels' events in
 * `events`.
 */
const desktopPage = (serviceOrigin: string) => `<script type="module" src="${serviceOrigin}/agent.js"></script>
<script>
  document.body.style.margin = 0
  window.events = []
  window.show = (attributes) => {
    const panel = document.createElement('secure-form-agent')
    for (const [name, value] of Object.entries(attributes)) panel.setAttribute(name, value)
    panel.accessToken = () => window.accessToken()
    for (const event of ['sent', 'opened', 'progress', 'submitted', 'declined', 'expired', 'retrieved', 'viewed', 'unread', 'signed-out', 'error'])
      panel.addEventListener(event, ({ detail }) => window.events.push({ ...detail, event, conversation: attributes.conversation }))
    document.body.append(panel)
  }
</script>`

export interface DeskOptions extends BrowserContextOptions {
  readonly words?: Messages
  readonly locale?: string
  readonly visitorLocale?: string
  /** The profile of the agent who is signed in. */
  readonly profile?: string
  /** The agent's id. If it is empty, no one is signed in. */
  readonly subject?: string
  /** True if the test advances the browser's time. */
  readonly withClock?: boolean
  /** Called with the browser context before it loads a page. */
  readonly beforeLoad?: (context: BrowserContext) => Promise<unknown>
  /** The existing site and conversation to use. If absent, new ones are created. */
  readonly at?: { readonly site: BrandSite; readonly conversationId: string }
  readonly settings?: object
}

export interface PanelEvent {
  readonly event: string
  readonly conversation: string
  readonly [field: string]: unknown
}

export interface Panel {
  readonly frame: Frame
  readonly agent: Agent
}

export interface Desk extends Visit, Panel {
  readonly site: BrandSite
  readonly conversationId: string
  readonly context: BrowserContext
  eventsNamed(event: string): Promise<readonly PanelEvent[]>
  /**
   * Waits until the desktop has the link of the form with this index, and returns the link. The first form that was sent here has
   * index 0.
   */
  linkOf(index: number): Promise<string>
  /** Opens a form as its visitor; by default, the first form that was sent here. */
  openForm(index?: number): Promise<LinkedForm>
  /** Sends a card form that a visitor fills in and submits. Returns the submission id. */
  receiveCard(): Promise<string>
  /** Opens another conversation in a second frame on the desktop. */
  openPanel(conversationId: string): Promise<Panel>
  /** Signs the agent in again on the desktop, or signs another agent in. */
  signIn(subject?: string): Promise<void>
  /** Returns the access token that the desktop gives to the panel. */
  token(): string | undefined
  signOutElsewhere(): Promise<void>
  assignConversation(agentId: string): Promise<unknown>
}

/** Opens a desktop with the panel of one conversation. */
export const openDesk = async (stage: Stage, options: DeskOptions = {}): Promise<Desk> => {
  const { words, locale = 'en', visitorLocale, profile = 'agent', subject = 'agent-7', at, ...more } = options
  const { withClock = false, beforeLoad, settings, ...contextOptions } = more
  const site = at?.site ?? (await stage.newBrandSite(settings))
  const conversationId = at?.conversationId ?? (await site.newConversation())
  const visit = await stage.openWindow({ viewport: { width: 400, height: 900 }, ...contextOptions })
  const { page } = visit
  await beforeLoad?.(page.context())
  if (withClock) await page.clock.install()
  let token = subject === '' ? undefined : (await site.signIn(profile, subject)).accessToken
  await page.exposeFunction('accessToken', () => token)
  await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/desktop', desktopPage(stage.service.origin))}`)

  const openPanel = async (conversation: string): Promise<Panel> => {
    const attributes = { site: site.siteId, conversation, lang: locale }
    const framed = page.waitForEvent('frameattached')
    await page.evaluate(
      `show(${JSON.stringify({ ...attributes, ...(visitorLocale && { 'visitor-lang': visitorLocale }) })})`,
    )
    const frame = await framed
    await frame.waitForSelector('#agent')
    return { frame, agent: agentOn(playwrightPage(frame), words) }
  }
  const panel = await openPanel(conversationId)
  const eventsNamed = async (event: string) =>
    (await page.evaluate<readonly PanelEvent[]>('events')).filter((each) => each.event === event)
  const linkOf = async (index: number) => {
    await page.waitForFunction(`events.filter(({ event }) => event === 'sent').length > ${index}`)
    return String((await eventsNamed('sent'))[index]?.link)
  }
  const openForm = async (index = 0) => openLink(site, await linkOf(index))
  return {
    ...visit,
    ...panel,
    site,
    conversationId,
    context: page.context(),
    eventsNamed,
    linkOf,
    openForm,
    async receiveCard() {
      const sent = (await eventsNamed('sent')).length
      await panel.agent.sendForm()
      const submissionId = await (await openForm(sent)).submitCard()
      await panel.agent.waitForAnswers()
      return submissionId
    },
    openPanel,
    async signIn(as = subject) {
      token = (await site.signIn(profile, as)).accessToken
    },
    token: () => token,
    async signOutElsewhere() {
      await site.request('POST', '/v1/session/sign-out', { token, body: {} })
    },
    assignConversation: (agentId) =>
      site.backend.reply('put-conversation', { path: { conversationId }, body: { agentId } }),
  }
}
