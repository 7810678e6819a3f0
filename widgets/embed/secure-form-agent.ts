/**
 * `<secure-form-agent conversation="…" site="…" lang="…" visitor-lang="…" suggested-template="…"
 * color-scheme="…">`: the agent panel in the agent desktop. agent.ts registers the tag.
 */
import { ConversationId, Locale, SiteId, TemplateId } from '../../contracts/identifiers.ts'
import { agentPagePath } from '../../contracts/pages.ts'
import type { AccessTokenSource, SecureFormAgentProperties } from '../elements-package.ts'
import { AgentFrameEvent, type AgentHostMessage, ColorScheme, type HostTheme } from '../shared/frame-messages.ts'
import { createAccessTokens } from './access-tokens.ts'
import { checkAttributes, warnUnreachable } from './console-messages.ts'
import { dispatchFrameEvent } from './dispatch-event.ts'
import { createPanelEventFilter, type PanelEvent } from './event-filter.ts'
import { createFallback } from './fallback.ts'
import { panelTextsFor } from './panel-texts.ts'
import { applyPresetProperties, reflect } from './reflected-properties.ts'
import { type ServiceFrame, serviceOrigin, showServiceFrame } from './service-frame.ts'
import { inheritedLanguage } from './texts-in.ts'

const requiredAttributes = [
  {
    name: 'conversation',
    meaning: 'the id of a conversation',
    isUsable: (value: string) => ConversationId.safeParse(value).success,
  },
  { name: 'site', meaning: 'the id of your site', isUsable: (value: string) => SiteId.safeParse(value).success },
]

/**
 * Shows the panel of one conversation. Changing `conversation` or `site` starts a new panel without the earlier tab keys, so keep
 * one element per open conversation. Dispatches the same events as `<secure-form>`, and `sent` (with the link to send in the
 * chat), `retrieved`, `viewed`, `unread` and `signed-out`.
 */
export class SecureFormAgent extends HTMLElement implements SecureFormAgentProperties {
  static readonly observedAttributes = ['conversation', 'site', 'color-scheme', 'class', 'style']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined
  readonly #tokens = createAccessTokens({
    post: (accessToken) => {
      const message = { sealform: 'v1', message: 'access-token', ...(accessToken && { accessToken }) } as const
      this.#frame?.post(message satisfies AgentHostMessage)
    },
    restart: () => this.#show(),
  })
  /** False until the element is connected and its frame is shown, because an upgrade reports each attribute before that. */
  #isStarted = false
  #shownPanel: string | undefined
  #isNewEvent = createPanelEventFilter()

  get accessToken(): AccessTokenSource | undefined {
    return this.#tokens.source
  }

  set accessToken(source: AccessTokenSource | undefined) {
    this.#tokens.setSource(source)
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
    checkAttributes(this, requiredAttributes)
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
    this.#tokens.forgetRequest()
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
    const address = `${serviceOrigin}${agentPagePath(siteId)}`
    this.#frame = showServiceFrame(this.#root, {
      address,
      title: texts.title,
      loading: { text: texts.loading, language },
      allow: 'clipboard-write',
      schema: AgentFrameEvent,
      hello,
      onMessage: (message) => this.#onMessage(message),
      fallback: () => createFallback({ text: texts.unavailable, language }),
      onTimeout: () => {
        if (this.#dispatch({ event: 'error', code: 'unreachable' })) warnUnreachable(address, siteId)
      },
    })
  }

  #onMessage(message: AgentFrameEvent): void {
    if (message.message === 'token-wanted') return void this.#tokens.request()
    const { sealform: _, message: __, ...event } = message
    this.#dispatch(event)
  }

  /** Returns true for an event that is new. */
  #dispatch(event: PanelEvent): boolean {
    const isNew = this.#isNewEvent(event)
    if (isNew) dispatchFrameEvent(this, event)
    return isNew
  }
}
