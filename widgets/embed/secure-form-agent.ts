/**
 * `<secure-form-agent conversation="…" site="…" lang="…" visitor-lang="…" color-scheme="…">`: the agent panel in the agent
 * desktop. agent.ts registers the tag.
 */
import { ConversationId, Locale, SiteId } from '../../contracts/identifiers.ts'
import { agentPagePath } from '../../contracts/pages.ts'
import { AgentFrameEvent, type AgentHostMessage, ColorScheme } from '../shared/frame-messages.ts'
import { dispatchFrameEvent } from './dispatch-event.ts'
import { applyPresetProperties, reflect } from './reflected-properties.ts'
import { type ServiceFrame, serviceOrigin, showServiceFrame } from './service-frame.ts'
import { inheritedLanguage, titlesFor } from './titles.ts'

/**
 * Returns an access token. Called at the start and whenever the service refuses the token. It must resolve to undefined if no
 * agent is signed in.
 */
export type AccessTokenSource = () => Promise<string | undefined>

/**
 * Shows the panel of one conversation. Changing `conversation` or `site` starts a new panel without the earlier tab keys, so keep
 * one element per open conversation. Dispatches the same events as `<secure-form>`, and `sent` (with the link to send in the
 * chat), `retrieved` and `signed-out`.
 */
export class SecureFormAgent extends HTMLElement {
  static readonly observedAttributes = ['conversation', 'site', 'color-scheme']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined
  #source: AccessTokenSource | undefined
  #isTokenWanted = false

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

  connectedCallback(): void {
    applyPresetProperties(this, ['accessToken', 'conversation', 'site'])
    this.#show()
  }

  disconnectedCallback(): void {
    this.#hide()
  }

  /** This method does nothing. Because it exists, `moveBefore` can move the element without reloading the frame. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, oldValue: string | null, newValue: string | null): void {
    if (!this.isConnected || oldValue === newValue) return
    if (name === 'color-scheme') this.#frame?.resendHello()
    else this.#show()
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
    const locale = Locale.safeParse(this.lang).data
    const visitorLocale = Locale.safeParse(this.getAttribute('visitor-lang')).data
    const hello = (): AgentHostMessage => {
      const colorScheme = ColorScheme.safeParse(this.getAttribute('color-scheme')).data
      return {
        sealform: 'v1',
        message: 'hello',
        conversationId,
        ...(locale && { locale }),
        ...(visitorLocale && { visitorLocale }),
        ...(colorScheme && { colorScheme }),
      }
    }
    this.#frame = showServiceFrame(this.#root, {
      address: `${serviceOrigin}${agentPagePath(SiteId.safeParse(this.site).data)}`,
      title: titlesFor(inheritedLanguage(this)).panel,
      allow: 'clipboard-write',
      schema: AgentFrameEvent,
      hello,
      onMessage: (message) => this.#onMessage(message),
      onTimeout: () => dispatchFrameEvent(this, { event: 'error', code: 'unreachable' }),
    })
  }

  #onMessage(message: AgentFrameEvent): void {
    if (message.message === 'token-wanted') {
      this.#isTokenWanted = true
      if (this.#source !== undefined) void this.#sendToken()
      return
    }
    const { sealform: _, message: __, ...event } = message
    dispatchFrameEvent(this, event)
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
