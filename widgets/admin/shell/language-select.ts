/** The language switch. Each language is named in itself, so that a person who does not read the current one finds it. */
import { element } from '../../shared/dom.ts'
import { language, messages, rememberLanguage, useLanguage } from '../messages/current.ts'
import { type AdminLanguage, adminLanguages, languageName } from '../messages/languages.ts'

/** `mayChange` can ask about unsaved changes. `changed` shows the page again in the new language. */
export const languageSelect = (changed: () => void, mayChange = async () => true): HTMLElement => {
  const options = adminLanguages.map((tag) => element('option', { value: tag, lang: tag }, languageName(tag)))
  const select = element('select', { class: 'compact language', 'aria-label': messages.language }, ...options)
  select.value = language
  select.addEventListener('change', async () => {
    const chosen: AdminLanguage = adminLanguages.find((tag) => tag === select.value) ?? 'en'
    if (!(await mayChange())) {
      select.value = language
      return
    }
    await useLanguage(chosen)
    rememberLanguage(chosen)
    changed()
  })
  return select
}
