/** `<secure-form link="…" lang="…" color-scheme="…">`: the visitor's form in the brand's chat. embed.ts registers the tag. */

import { Locale } from '../../contracts/identifiers.ts'
import { ColorScheme, VisitorFrameEvent, type VisitorHostMessage } from '../shared/frame-messages.ts'
import { dispatchFrameEvent } from './dispatch-event.ts'
import { parsePageLink, withLanguage } from './page-link.ts'
import { applyPresetProperties, reflect } from './reflected-properties.ts'
import { type ServiceFrame, serviceOrigin, showServiceFrame } from './service-frame.ts'
import { inheritedLanguage, titlesFor } from './titles.ts'

/**
 * Shows the form to which `link` leads. Changing `link`, as an attribute or as a property, shows another form. Dispatches
 * `opened`, `progress`, `submitted`, `declined`, `expired` and `error`. The `detail` of each event is its message from
 * frame-messages.ts, which contains states and ids but never an answer. Like the events of an `<iframe>`, these events neither
 * bubble nor leave a shadow tree.
 */
export class SecureForm extends HTMLElement {
  static readonly observedAttributes = ['link', 'lang', 'color-scheme']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined

  get link(): string | null {
    return this.getAttribute('link')
  }

  set link(value: string | null | undefined) {
    reflect(this, 'link', value)
  }

  connectedCallback(): void {
    applyPresetProperties(this, ['link'])
    this.#show()
  }

  disconnectedCallback(): void {
    this.#frame?.remove()
    this.#frame = undefined
  }

  /** This method does nothing. Because it exists, `moveBefore` can move the element without reloading the frame. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, oldValue: string | null, newValue: string | null): void {
    if (!this.isConnected || oldValue === newValue) return
    if (name === 'link') this.#show()
    else this.#frame?.resendHello()
  }

  #hello(): VisitorHostMessage {
    const locale = Locale.safeParse(this.lang).data
    const colorScheme = ColorScheme.safeParse(this.getAttribute('color-scheme')).data
    return { sealform: 'v1', message: 'hello', ...(locale && { locale }), ...(colorScheme && { colorScheme }) }
  }

  #show(): void {
    this.#frame?.remove()
    this.#frame = undefined
    const { link } = this
    if (link === null) return
    const address = parsePageLink(link, serviceOrigin)
    if (address === undefined) {
      dispatchFrameEvent(this, { event: 'error', code: 'damaged-link' })
      return
    }
    const { locale } = this.#hello()
    this.#frame = showServiceFrame(this.#root, {
      address: locale === undefined ? address : withLanguage(address, locale),
      title: titlesFor(inheritedLanguage(this)).form,
      schema: VisitorFrameEvent,
      hello: () => this.#hello(),
      onMessage: ({ sealform: _, message: __, ...event }) => dispatchFrameEvent(this, event),
      onTimeout: () => dispatchFrameEvent(this, { event: 'error', code: 'unreachable' }),
    })
  }
}
