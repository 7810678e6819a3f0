/**
 * Applies the brand's accent and logo. Links, buttons and the focus ring use the accent. For each background, the accent is
 * therefore darkened or lightened until it is readable (WCAG 1.4.3: 4.5 to 1). The page logs the correction to the console for
 * the author of the template.
 */
import type { Theme } from '../../contracts/template.ts'
import { element } from '../shared/dom.ts'
import { black, contrast, hexOf, mixColours, mixUntil, type Rgb, rgbOf, white } from './contrast.ts'

const minContrast = 4.5

interface Background {
  readonly name: 'light' | 'dark'
  /** `--surface` in style.css, the background of all content. */
  readonly surface: Rgb
  /** The colour to mix in for more contrast. */
  readonly towards: Rgb
  readonly softShare: number
}

const backgrounds: readonly Background[] = [
  { name: 'light', surface: white, towards: black, softShare: 0.92 },
  { name: 'dark', surface: rgbOf('#171b22'), towards: white, softShare: 0.84 },
]

export interface Shades {
  readonly accent: Rgb
  readonly strong: Rgb
  /** The colour of text on the accent. */
  readonly on: Rgb
  /** The background behind text in the accent's colour. */
  readonly soft: Rgb
}

export const shadesOn = ({ surface, towards, softShare }: Background, requested: Rgb): Shades => {
  const softOf = (accent: Rgb) => mixColours(accent, surface, softShare)
  const onOf = (accent: Rgb) => (contrast(white, accent) >= contrast(black, accent) ? white : black)
  const isGood = (accent: Rgb) =>
    contrast(accent, surface) >= minContrast &&
    contrast(accent, softOf(accent)) >= minContrast &&
    contrast(onOf(accent), accent) >= minContrast
  const accent = mixUntil(requested, towards, isGood)
  const on = onOf(accent)
  return { accent, on, soft: softOf(accent), strong: mixColours(accent, on === white ? black : white, 0.2) }
}

/** Returns the shades of an accent for each background. */
export const shadesOf = (accent: string): readonly (Shades & Background)[] =>
  backgrounds.map((background) => ({ ...background, ...shadesOn(background, rgbOf(accent)) }))

/** Applies the accent. Returns the corrections, which are logged to the console. */
const applyAccent = (accent: string): readonly string[] => {
  const { style } = document.documentElement
  return shadesOf(accent).flatMap(({ name, surface, ...shades }) => {
    style.setProperty(`--${name}-accent`, hexOf(shades.accent))
    style.setProperty(`--${name}-accent-strong`, hexOf(shades.strong))
    style.setProperty(`--${name}-accent-soft`, hexOf(shades.soft))
    style.setProperty(`--${name}-on-accent`, hexOf(shades.on))
    const requested = accent.toLowerCase()
    if (hexOf(shades.accent) === requested) return []
    const ratio = contrast(rgbOf(requested), surface).toFixed(1)
    return [`${hexOf(shades.accent)} on ${name} ground, where ${requested} has a contrast of ${ratio} to 1`]
  })
}

/**
 * Creates the logo. The logo has an empty `alt`, because the site's name is beside it (WCAG 1.1.1). Removes a logo that cannot be
 * loaded.
 */
export const logoOf = ({ logo }: Theme): HTMLImageElement | undefined => {
  if (logo === undefined) return undefined
  const image = element('img', { class: 'logo', alt: '', referrerpolicy: 'no-referrer', src: logo })
  image.addEventListener('error', () => image.remove(), { once: true })
  return image
}

export const applyTheme = ({ accent }: Theme): void => {
  if (accent === undefined) return
  const corrected = applyAccent(accent)
  if (corrected.length > 0) console.info(`The accent of this form is shown as ${corrected.join('; as ')}.`)
}
