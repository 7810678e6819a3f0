/** `<secure-form link="…" lang="…" color-scheme="…">`: the visitor's form in the brand's chat. embed.ts registers the tag. */

import { Locale } from '../../contracts/identifiers.ts'
import type { SecureFormProperties } from '../elements-package.ts'
import { ColorScheme, type HostTheme, VisitorFrameEvent, type VisitorHostMessage } from '../shared/frame-messages.ts'
import { checkAttributes, warnForeignLink, warnUnreachable } from './console-messages.ts'
import { dispatchFrameEvent } from './dispatch-event.ts'
import { createFormEventFilter, type FormEvent } from './event-filter.ts'
import { createFallback } from './fallback.ts'
import { formTextsFor } from './form-texts.ts'
import { foreignOriginOf, parsePageLink, withLanguage } from './page-link.ts'
import { applyPresetProperties, reflect } from './reflected-properties.ts'
import { type ServiceFrame, serviceOrigin, showInShadow, showServiceFrame } from './service-frame.ts'
import { inheritedLanguage } from './texts-in.ts'

const linkAttribute = { name: 'link', meaning: 'the link from the event “sent”', isUsable: () => true }

/**
 * Shows the form to which `link` leads. Changing `link`, as an attribute or as a property, shows another form. Dispatches
 * `opened`, `progress`, `submitted`, `declined`, `expired` and `error`. The `detail` of each event is its message from
 * frame-messages.ts, which contains states and ids but never an answer. Like the events of an `<iframe>`, these events neither
 * bubble nor leave a shadow tree.
 */
export class SecureForm extends HTMLElement implements SecureFormProperties {
  static readonly observedAttributes = ['link', 'lang', 'color-scheme', 'class', 'style']
  readonly #root = this.attachShadow({ mode: 'open' })
  #frame: ServiceFrame | undefined
  /** False until the element is connected and its frame is shown, because an upgrade reports each attribute before that. */
  #isStarted = false
  #shownLink: string | undefined
  #isNewEvent = createFormEventFilter()

  get link(): string | null {
    return this.getAttribute('link')
  }

  set link(value: string | null | undefined) {
    reflect(this, 'link', value)
  }

  get colorScheme(): string | null {
    return this.getAttribute('color-scheme')
  }

  set colorScheme(value: string | null | undefined) {
    reflect(this, 'color-scheme', value)
  }

  connectedCallback(): void {
    applyPresetProperties(this, ['link', 'colorScheme'])
    this.#isStarted = true
    checkAttributes(this, [linkAttribute])
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
    if (name === 'link' || (name === 'lang' && this.#frame === undefined)) this.#show()
    else {
      if (name === 'lang') this.#frame?.setTexts(this.#frameTexts())
      this.#frame?.resendHello()
    }
  }

  #texts() {
    return formTextsFor(inheritedLanguage(this))
  }

  #frameTexts() {
    const { texts, language } = this.#texts()
    return { title: texts.title, loading: { text: texts.loading, language } }
  }

  #hello(theme: HostTheme | undefined): VisitorHostMessage {
    const locale = Locale.safeParse(this.lang).data
    const colorScheme = ColorScheme.safeParse(this.colorScheme).data
    return {
      sealform: 'v1',
      message: 'hello',
      ...(locale && { locale }),
      ...(colorScheme && { colorScheme }),
      ...(theme && { theme }),
    }
  }

  #hide(): void {
    this.#frame?.remove()
    this.#frame = undefined
    this.#root.replaceChildren()
  }

  #show(): void {
    this.#hide()
    const { link } = this
    if (link === null || link === '') return
    const address = parsePageLink(link, serviceOrigin)
    // The same form can have a new link, because the agent has sent it again. Its states then begin again.
    const shownLink = address ?? link
    if (shownLink !== this.#shownLink) this.#isNewEvent = createFormEventFilter()
    this.#shownLink = shownLink
    if (address === undefined) {
      const { texts, language } = this.#texts()
      showInShadow(this.#root, createFallback({ text: texts.damaged, language }))
      const linkOrigin = foreignOriginOf(link, serviceOrigin)
      const isNew = this.#dispatch({ event: 'error', code: 'damaged-link' })
      if (isNew && linkOrigin !== undefined) warnForeignLink(linkOrigin, serviceOrigin)
      return
    }
    const locale = Locale.safeParse(this.lang).data
    const localised = locale === undefined ? address : withLanguage(address, locale)
    this.#frame = showServiceFrame(this.#root, {
      address: localised,
      ...this.#frameTexts(),
      schema: VisitorFrameEvent,
      hello: (theme) => this.#hello(theme),
      onMessage: ({ sealform: _, message: __, ...event }) => this.#dispatch(event),
      fallback: () => {
        const { texts, language } = this.#texts()
        return createFallback({ text: texts.unavailable, language, link: { address: localised, label: texts.newTab } })
      },
      onTimeout: () => {
        const siteId = new URL(address).pathname.split('/').at(-1)
        if (this.#dispatch({ event: 'error', code: 'unreachable' })) warnUnreachable(address, siteId)
      },
    })
  }

  /** Returns true for an event that is new. */
  #dispatch(event: FormEvent): boolean {
    const isNew = this.#isNewEvent(event)
    if (isNew) dispatchFrameEvent(this, event)
    return isNew
  }
}
