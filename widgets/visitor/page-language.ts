/** Loads the page's messages in the best of the visitor's languages, and marks the document with the language. */
import { directionOf } from './messages/direction.ts'
import { messages as english } from './messages/en.ts'
import { formatLocaleFor } from './messages/format-locale.ts'
import { loadVisitorMessages } from './messages/load-messages.ts'
import type { LocalisedMessages } from './messages/messages.ts'

export interface PageLanguage {
  /**
   * Loads the page's messages. `locale` is the form's own locale, once it is known. If a later call has already loaded its
   * messages, the document keeps the language of the later call.
   */
  load(locale?: string): Promise<LocalisedMessages>
  /** Returns the messages that were loaded last, or English. */
  latest(): LocalisedMessages
  /** Resolves when messages are loaded. Loads them if no one has. */
  loaded(): Promise<LocalisedMessages>
  /** Sets the language that the embedding page requests. It has an effect until a text is shown. */
  setHostLocale(locale: string): void
}

export const createPageLanguage = (): PageLanguage => {
  /** `<secure-form>` sets the language in the frame's URL, so that it is known before any text is shown. Other hosts send it. */
  let hostLocale = new URLSearchParams(location.search).get('lang') ?? undefined
  let latestLoad = 0
  let loading: Promise<LocalisedMessages> | undefined
  let latest: LocalisedMessages = { ...english, locale: 'en', formatLocale: 'en' }

  const loadMessages = async (locale: string | undefined) => {
    latestLoad += 1
    const thisLoad = latestLoad
    const preferredLocales = [hostLocale, locale, ...(navigator.languages ?? [])]
    const loaded = await loadVisitorMessages(preferredLocales)
    const messages = { ...loaded, formatLocale: formatLocaleFor(loaded.locale, preferredLocales) }
    if (thisLoad === latestLoad) {
      latest = messages
      document.documentElement.lang = messages.locale
      document.documentElement.dir = directionOf(messages.locale)
      // The first script may have replaced the element.
      const opening = document.getElementById('opening')
      if (opening !== null) opening.textContent = messages.opening
    }
    return messages
  }

  const load = (locale?: string) => {
    loading = loadMessages(locale)
    return loading
  }
  const setHostLocale = (locale: string) => {
    hostLocale = locale
  }
  return { load, latest: () => latest, loaded: () => loading ?? load(), setHostLocale }
}
