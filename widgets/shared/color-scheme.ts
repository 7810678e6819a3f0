/** Light or dark as the page around a frame has it: a form in a brand's light page is not black because the visitor's system is dark. */
import type { ColorScheme } from './frame-messages.ts'

const darkSchemeQuery = '(prefers-color-scheme: dark)'

/** The rules of the page's own style sheets that hold where the system is dark, found before any of them is changed. */
const findDarkRules = (): readonly CSSMediaRule[] =>
  [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ media }) => media.mediaText === darkSchemeQuery)

let darkRules: readonly CSSMediaRule[] | undefined

/** Once the style sheets are there, as they are when the page has loaded. Without a scheme the visitor's own system decides. */
export const applyColorScheme = (scheme: ColorScheme | undefined): void => {
  darkRules ??= findDarkRules()
  document.documentElement.style.colorScheme = scheme ?? ''
  for (const { media } of darkRules)
    media.mediaText = scheme === undefined ? darkSchemeQuery : scheme === 'dark' ? 'all' : 'not all'
}
