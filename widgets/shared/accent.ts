/**
 * Applies an accent colour. Filled buttons show the accent itself, with white or black text. Links, the focus ring and borders show
 * a tone of the accent: for each background, the accent is darkened or lightened until it is readable (WCAG 1.4.3: 4.5 to 1).
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
  /** The background of filled buttons: the accent, unchanged. */
  readonly fill: Rgb
  readonly fillHover: Rgb
  /** The colour of text on `fill`. */
  readonly on: Rgb
  /** The tone of the accent for text and lines on the surface. */
  readonly tone: Rgb
  readonly toneStrong: Rgb
  /** The background behind text in `tone`. */
  readonly soft: Rgb
}

const shadesOn = ({ surface, towards, softShare }: Background, accent: Rgb): Shades => {
  // Every colour has enough contrast with white or with black.
  const on = contrast(white, accent) >= minContrast ? white : black
  const away = on === white ? black : white
  const soft = mixColours(accent, surface, softShare)
  const isReadable = (tone: Rgb) => [surface, soft].every((ground) => contrast(tone, ground) >= minContrast)
  const tone = mixUntil(accent, towards, isReadable)
  return {
    ...{ fill: accent, fillHover: mixColours(accent, away, 0.2), on },
    ...{ tone, toneStrong: mixColours(tone, towards, 0.2), soft },
  }
}

/** Returns the shades of an accent for each background. */
export const shadesOf = (accent: string): readonly (Shades & Background)[] =>
  backgrounds.map((background) => ({ ...background, ...shadesOn(background, rgbOf(accent)) }))

/** The custom properties of base.css, without the prefix of source and background. */
const properties = {
  accent: 'tone',
  'accent-strong': 'toneStrong',
  'accent-fill': 'fill',
  'accent-fill-hover': 'fillHover',
  'on-accent': 'on',
  'accent-soft': 'soft',
} as const satisfies Record<string, keyof Shades>

/**
 * Where an accent comes from. base.css prefers the accent of the template to the accent of the embedding page, in whichever order
 * they arrive.
 */
export type AccentSource = 'template' | 'host'

/**
 * Applies the accent, or removes the accent of this source. Logs each tone that differs from the accent to the console, for the
 * author of the template or of the embedding page.
 */
export const applyAccent = (source: AccentSource, accent: string | undefined): void => {
  const { style } = document.documentElement
  if (accent === undefined) {
    for (const { name } of backgrounds)
      for (const property of Object.keys(properties)) style.removeProperty(`--${source}-${name}-${property}`)
    return
  }
  const requested = accent.toLowerCase()
  const tones = shadesOf(requested).flatMap(({ name, surface, ...shades }) => {
    for (const [property, shade] of Object.entries(properties))
      style.setProperty(`--${source}-${name}-${property}`, hexOf(shades[shade]))
    if (hexOf(shades.tone) === requested) return []
    const ratio = contrast(rgbOf(requested), surface).toFixed(1)
    return [`${hexOf(shades.tone)} on ${name} ground, where ${requested} has a contrast of ${ratio} to 1`]
  })
  if (tones.length > 0) console.info(`Links and lines show the accent of the ${source} as ${tones.join('; as ')}.`)
}
