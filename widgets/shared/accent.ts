/**
 * Applies an accent colour. Links, buttons and the focus ring use the accent. For each background, the accent is therefore darkened
 * or lightened until it is readable (WCAG 1.4.3: 4.5 to 1).
 */
import { black, contrast, hexOf, mixColours, mixUntil, type Rgb, rgbOf, white } from './contrast.ts'

const minContrast = 4.5

interface Background {
  readonly name: 'light' | 'dark'
  /** `--surface` in base.css, the background of all content. */
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

/**
 * Where an accent comes from. base.css prefers the accent of the template to the accent of the embedding page, in whichever order
 * they arrive.
 */
export type AccentSource = 'template' | 'host'

/**
 * Applies the accent, or removes the accent of this source. Logs each correction to the console, for the author of the template or
 * of the embedding page.
 */
export const applyAccent = (source: AccentSource, accent: string | undefined): void => {
  const { style } = document.documentElement
  const set = (name: string, value: string) => style.setProperty(`--${source}-${name}`, value)
  if (accent === undefined) {
    for (const { name } of backgrounds)
      for (const shade of ['accent', 'accent-strong', 'accent-soft', 'on-accent'])
        style.removeProperty(`--${source}-${name}-${shade}`)
    return
  }
  const corrected = shadesOf(accent).flatMap(({ name, surface, ...shades }) => {
    set(`${name}-accent`, hexOf(shades.accent))
    set(`${name}-accent-strong`, hexOf(shades.strong))
    set(`${name}-accent-soft`, hexOf(shades.soft))
    set(`${name}-on-accent`, hexOf(shades.on))
    const requested = accent.toLowerCase()
    if (hexOf(shades.accent) === requested) return []
    const ratio = contrast(rgbOf(requested), surface).toFixed(1)
    return [`${hexOf(shades.accent)} on ${name} ground, where ${requested} has a contrast of ${ratio} to 1`]
  })
  if (corrected.length > 0) console.info(`The accent of the ${source} is shown as ${corrected.join('; as ')}.`)
}
