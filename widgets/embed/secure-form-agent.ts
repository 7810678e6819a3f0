/**
 * `<secure-form-agent conversation="…" site="…" lang="…" visitor-lang="…" suggested-template="…"
 * color-scheme="…">`: the agent panel in the agent desktop. agent.ts registers the tag.
 */
import { ConversationId, Locale, SiteId, TemplateId } from '../../contracts/identifiers.ts'
import { agentPagePath } from '../../contracts/pages.ts'
import type { AccessTokenSource, SecureFormAgentProperties } from '../elements-package.ts'
import { AgentFrameEvent, type AgentHostMessage, ColorScheme, type HostTheme } from '../shared/frame-messages.ts'
import { dispatchFrameEvent } from './dispatch-event.ts'
import { createPanelEventFilter, type PanelEvent } from './event-filter.ts'
import { createFallback } from './fallback.ts'
import { panelTextsFor } from './panel-texts.ts'
import { applyPresetProperties, reflect } from './reflected-properties.ts'
import { type ServiceFrame, serviceOrigin, showServiceFrame } from './service-frame.ts'
import { inheritedLanguage } from './texts-in.ts'

/**
 * Shows the panel of one conversation. Changing `conversation` or `site` starts a new panel without the earlier tab keys, so keep
 * one element per open conversation. Dispatches the same events as `<secure-form>`, and `sent` (with the link to send in the
 * chat), `retrieved`, `viewed`, `unread` and `signed-out`.
 */
export class SecureFormAgent extends HTMLElement implements SecureFormAgentProperties {
  static readonly observedAttributes = ['conversation', 'site', 'color-scheme', 'class', 'style']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined
  #source: AccessTokenSource | undefined
  #isTokenWanted = false
  /** False until the element is connected and its frame is shown, because an upgrade reports each attribute before that. */
  #isStarted = false
  #shownPanel: string | undefined
  #isNewEvent = createPanelEventFilter()

  get accessToken(): AccessTokenSource | undefined {
    return this.#source
  }

  set accessToken(source: AccessTokenSource | undefined) {
    this.#source = source
    if (this.#isTokenWanted) void this.#sendToken()
  }

  get conversation(): string | null {
    return this.getAttribute('conversation')
  }

  set conversation(value: string | null | undefined) {
    reflect(this, 'conversation', value)
  }

  get site(): string | null {
    return this.getAttribute('site')
  }

  set site(value: string | null | undefined) {
    reflect(this, 'site', value)
  }

  get visitorLang(): string | null {
    return this.getAttribute('visitor-lang')
  }

  set visitorLang(value: string | null | undefined) {
    reflect(this, 'visitor-lang', value)
  }

  get suggestedTemplate(): string | null {
    return this.getAttribute('suggested-template')
  }

  set suggestedTemplate(value: string | null | undefined) {
    reflect(this, 'suggested-template', value)
  }

  get colorScheme(): string | null {
    return this.getAttribute('color-scheme')
  }

  set colorScheme(value: string | null | undefined) {
    reflect(this, 'color-scheme', value)
  }

  connectedCallback(): void {
    applyPresetProperties(this, [
      'accessToken',
      'conversation',
      'site',
      'visitorLang',
      'suggestedTemplate',
      'colorScheme',
    ])
    this.#isStarted = true
    this.#show()
  }

  disconnectedCallback(): void {
    this.#isStarted = false
    this.#hide()
  }

  /** This method does nothing. Because it exists, `moveBefore` can move the element without reloading the frame. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, oldValue: string | null, newValue: string | null): void {
    if (!this.#isStarted || oldValue === newValue) return
    if (name === 'conversation' || name === 'site') this.#show()
    else this.#frame?.resendHello()
  }

  #hide(): void {
    this.#frame?.remove()
    this.#frame = undefined
    this.#isTokenWanted = false
  }

  #show(): void {
    this.#hide()
    const conversationId = ConversationId.safeParse(this.conversation).data
    if (conversationId === undefined) return
    const siteId = SiteId.safeParse(this.site).data
    const panel = `${siteId} ${conversationId}`
    if (panel !== this.#shownPanel) this.#isNewEvent = createPanelEventFilter()
    this.#shownPanel = panel
    const { texts, language } = panelTextsFor(inheritedLanguage(this))
    // A later change of the language would start a new panel without the keys of this one, so the first `hello` decides.
    let languages: { locale?: Locale; visitorLocale?: Locale } | undefined
    const hello = (theme: HostTheme | undefined): AgentHostMessage => {
      const locale = Locale.safeParse(this.lang).data
      const visitorLocale = Locale.safeParse(this.visitorLang).data
      languages ??= { ...(locale && { locale }), ...(visitorLocale && { visitorLocale }) }
      const suggestedTemplate = TemplateId.safeParse(this.suggestedTemplate).data
      const colorScheme = ColorScheme.safeParse(this.colorScheme).data
      return {
        sealform: 'v1',
        message: 'hello',
        conversationId,
        ...languages,
        ...(suggestedTemplate && { suggestedTemplate }),
        ...(colorScheme && { colorScheme }),
        ...(theme && { theme }),
      }
    }
    this.#frame = showServiceFrame(this.#root, {
      address: `${serviceOrigin}${agentPagePath(siteId)}`,
      title: texts.title,
      allow: 'clipboard-write',
      schema: AgentFrameEvent,
      hello,
      onMessage: (message) => this.#onMessage(message),
      fallback: () => createFallback({ text: texts.unavailable, language }),
      onTimeout: () => this.#dispatch({ event: 'error', code: 'unreachable' }),
    })
  }

  #onMessage(message: AgentFrameEvent): void {
    if (message.message === 'token-wanted') {
      this.#isTokenWanted = true
      if (this.#source !== undefined) void this.#sendToken()
      return
    }
    const { sealform: _, message: __, ...event } = message
    this.#dispatch(event)
  }

  #dispatch(event: PanelEvent): void {
    if (this.#isNewEvent(event)) dispatchFrameEvent(this, event)
  }

  /** Sends the token only to the frame that requested it, never to a later frame. */
  async #sendToken(): Promise<void> {
    this.#isTokenWanted = false
    const frame = this.#frame
    const accessToken = await this.#source?.().catch(() => undefined)
    if (frame !== this.#frame) return
    const message: AgentHostMessage = { sealform: 'v1', message: 'access-token', ...(accessToken && { accessToken }) }
    frame?.post(message)
  }
}
