/**
 * Applies the colour scheme of the embedding page, so that a form in a light page is not dark only because the visitor's system
 * uses dark mode.
 */
import type { ColorScheme } from './frame-messages.ts'

const darkSchemeQuery = '(prefers-color-scheme: dark)'

/** Finds the media rules for dark mode in the page's own style sheets. Call this before any of the rules is changed. */
const findDarkRules = (): readonly CSSMediaRule[] =>
  [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ media }) => media.mediaText === darkSchemeQuery)

let darkRules: readonly CSSMediaRule[] | undefined

/**
 * Applies the colour scheme. Call this after the style sheets have loaded. Without a scheme, the setting of the visitor's system
 * applies.
 */
export const applyColorScheme = (scheme: ColorScheme | undefined): void => {
  darkRules ??= findDarkRules()
  document.documentElement.style.colorScheme = scheme ?? ''
  for (const { media } of darkRules)
    media.mediaText = scheme === undefined ? darkSchemeQuery : scheme === 'dark' ? 'all' : 'not all'
}
