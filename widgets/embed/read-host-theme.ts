/**
 * Reads the look of the brand's page from the CSS custom properties `--secure-form-accent`, `--secure-form-radius` and
 * `--secure-form-font` of an embedding element. The browser resolves each value, so `var()`, `oklch()` and `rem` work. Only a
 * colour, a length and a list of fonts reach the frame, never CSS.
 */
import { HostTheme, maxRadiusPixels } from '../shared/frame-messages.ts'

/** Parses the serialisation of an opaque colour that was mixed in sRGB. */
const mixedColour = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/

const hexOfChannel = (channel: string): string =>
  Math.round(Math.min(Math.max(Number(channel), 0), 1) * 255)
    .toString(16)
    .padStart(2, '0')

/**
 * Reads the theme. Ignores a value that is missing or not valid. `probe` is an element in the shadow tree; this function sets its
 * inline styles.
 */
export const readHostTheme = (probe: HTMLElement): HostTheme | undefined => {
  const computed = getComputedStyle(probe)
  /** Resolves a value of a custom property as the value of another property. Returns an empty string if it is not valid. */
  const resolve = (name: string, property: string, wrap = (value: string) => value): string => {
    const value = computed.getPropertyValue(`--secure-form-${name}`).trim()
    const declared = wrap(value)
    if (value === '' || !CSS.supports(property, declared)) return ''
    probe.style.setProperty(property, declared)
    return computed.getPropertyValue(property)
  }
  const [, ...channels] =
    mixedColour.exec(resolve('accent', 'color', (value) => `color-mix(in srgb, ${value}, ${value})`)) ?? []
  const [, pixels] = /^([\d.]+)px$/.exec(resolve('radius', 'border-top-left-radius')) ?? []
  const font = HostTheme.shape.font.safeParse(resolve('font', 'font-family')).data
  const theme: HostTheme = {
    ...(channels.length > 0 && { accent: `#${channels.map(hexOfChannel).join('')}` }),
    ...(pixels !== undefined && { radius: Math.min(Number(pixels), maxRadiusPixels) }),
    ...(font !== undefined && { font }),
  }
  return Object.keys(theme).length === 0 ? undefined : theme
}
