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

/** The shades of an accent, named as the custom properties of base.css. */
export interface Shades {
  /** The tone of the accent for text and lines on the surface. */
  readonly accent: Rgb
  /** The background of filled buttons: the accent itself. */
  readonly 'accent-fill': Rgb
  readonly 'accent-fill-hover': Rgb
  /** The colour of text on `accent-fill`. */
  readonly 'on-accent': Rgb
  /** The background behind text in the tone. */
  readonly 'accent-soft': Rgb
}

const shadesOn = ({ surface, towards, softShare }: Background, accent: Rgb): Shades => {
  // Every colour has enough contrast with white or with black.
  const on = contrast(white, accent) >= minContrast ? white : black
  const soft = mixColours(accent, surface, softShare)
  return {
    accent: mixUntil(accent, towards, (tone) =>
      [surface, soft].every((ground) => contrast(tone, ground) >= minContrast),
    ),
    'accent-fill': accent,
    'accent-fill-hover': mixColours(accent, on === white ? black : white, 0.2),
    'on-accent': on,
    'accent-soft': soft,
  }
}

/** Returns the shades of an accent for each background. */
export const shadesOf = (accent: string): readonly { readonly background: Background; readonly shades: Shades }[] =>
  backgrounds.map((background) => ({ background, shades: shadesOn(background, rgbOf(accent)) }))

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
  const requested = accent?.toLowerCase()
  const tones = shadesOf(requested ?? '#000000').flatMap(({ background: { name, surface }, shades }) => {
    // An empty value removes the property.
    for (const [property, shade] of Object.entries<Rgb>({ ...shades }))
      style.setProperty(`--${source}-${name}-${property}`, requested === undefined ? '' : hexOf(shade))
    const tone = hexOf(shades.accent)
    if (requested === undefined || tone === requested) return []
    const ratio = contrast(rgbOf(requested), surface).toFixed(1)
    return [`${tone} on ${name} ground, where ${requested} has a contrast of ${ratio} to 1`]
  })
  if (tones.length > 0) console.info(`Links and lines show the accent of the ${source} as ${tones.join('; as ')}.`)
}
