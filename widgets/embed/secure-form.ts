/** `<secure-form link="…" lang="…" color-scheme="…">`: the visitor's form in the brand's chat. The tag is registered by embed.ts. */

import { Locale } from '../../contracts/identifiers.ts'
import { ColorScheme, VisitorFrameEvent, type VisitorHostMessage } from '../shared/frame-messages.ts'
import { tellOutside } from './dispatch-event.ts'
import { parsePageLink, speaking } from './page-link.ts'
import { type ServiceFrame, serviceOrigin, showServiceFrame } from './service-frame.ts'
import { languageAround, titlesFor } from './titles.ts'

/**
 * Shows the form that `link` leads to; another link shows another form. Its events carry states and ids, never an answer:
 * `opened`, `progress`, `submitted`, `declined`, `expired`, `error`, each with the message of frame-messages.ts as its `detail`.
 * Like those of an `<iframe>` they neither bubble nor leave a shadow tree.
 */
export class SecureForm extends HTMLElement {
  static readonly observedAttributes = ['link', 'color-scheme']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined

  connectedCallback(): void {
    this.#show()
  }

  disconnectedCallback(): void {
    this.#frame?.remove()
    this.#frame = undefined
  }

  /** Moved by `moveBefore`, which leaves the frame as it is. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now) return
    if (name === 'color-scheme') this.#frame?.greet()
    else this.#show()
  }

  #hello(): VisitorHostMessage {
    const locale = Locale.safeParse(this.lang).data
    const colorScheme = ColorScheme.safeParse(this.getAttribute('color-scheme')).data
    return { sealform: 'v1', message: 'hello', ...(locale && { locale }), ...(colorScheme && { colorScheme }) }
  }

  #show(): void {
    this.#frame?.remove()
    this.#frame = undefined
    const link = this.getAttribute('link')
    if (link === null) return
    const address = parsePageLink(link, serviceOrigin)
    if (address === undefined) {
      tellOutside(this, { event: 'error', code: 'damaged-link' })
      return
    }
    const { locale } = this.#hello()
    this.#frame = showServiceFrame(this.#root, {
      address: locale === undefined ? address : speaking(address, locale),
      title: titlesFor(languageAround(this)).form,
      schema: VisitorFrameEvent,
      hello: () => this.#hello(),
      hear: ({ sealform: _, message: __, ...told }) => tellOutside(this, told),
      silent: () => tellOutside(this, { event: 'error', code: 'unreachable' }),
    })
  }
}
