/** Loads the messages of a page. There is one module per language, and a browser loads only the module that it needs. */
import { type PageLocale, pageLocaleFor } from './page-locales.ts'

/** One module per language, except English, which is part of the page. The build emits a file for each `import()`. */
export type MessageModules<Messages> = Readonly<
  Record<Exclude<PageLocale, 'en'>, () => Promise<{ readonly messages: Messages }>>
>

/** Messages with their language, for the page's `lang` attribute. */
export type LoadedMessages<Messages> = Messages & { readonly locale: PageLocale }

/**
 * Returns a function that loads messages. It takes the preferred languages (BCP 47, best first), and loads the first of them that
 * the page supports. It loads English if the page supports none of them, or if the module cannot be loaded. It never rejects.
 */
export const messageLoader =
  <Messages extends object>(english: Messages, modules: MessageModules<Messages>) =>
  async (preferred: readonly (string | undefined)[]): Promise<LoadedMessages<Messages>> => {
    const locale = pageLocaleFor(preferred.filter((tag) => tag !== undefined))
    if (locale !== 'en') {
      try {
        const { messages } = await modules[locale]()
        return { ...messages, locale }
      } catch {}
    }
    return { ...english, locale: 'en' }
  }
