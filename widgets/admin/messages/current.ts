/**
 * The messages in the language that the page shows. Read `messages` when a text is shown, not when a module is loaded: the
 * language can change.
 */

import { messages as english } from './en.ts'
import { type AdminLanguage, adminLanguages } from './languages.ts'
import type { Messages } from './messages.ts'

export let messages: Messages = english
export let language: AdminLanguage = 'en'

const modules: Readonly<Record<Exclude<AdminLanguage, 'en'>, () => Promise<{ readonly messages: Messages }>>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
}

const storageKey = 'sealform-admin-language'

const isAdminLanguage = (tag: string): tag is AdminLanguage => adminLanguages.some((each) => each === tag)

/** Returns the language that the person has chosen in this browser, or the first of the browser's languages that the page has. */
export const preferredLanguage = (): AdminLanguage => {
  const tags = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return [chosenLanguage(), ...tags].find(isAdminLanguage) ?? 'en'
}

const chosenLanguage = (): string => {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}

/** Remembers the language for later visits, if the browser allows storage. */
export const rememberLanguage = (chosen: AdminLanguage): void => {
  try {
    localStorage.setItem(storageKey, chosen)
  } catch {}
}

/** Loads the messages of a language. Keeps the current language if they cannot be loaded. */
export const useLanguage = async (chosen: AdminLanguage): Promise<void> => {
  try {
    messages = chosen === 'en' ? english : (await modules[chosen]()).messages
    language = chosen
    document.documentElement.lang = chosen
  } catch {}
}
