/** Applies the look of the embedding page: its accent, its radius and its font. base.css uses the custom properties. */
import { applyAccent } from './accent.ts'
import type { HostTheme } from './frame-messages.ts'

/** Applies the theme. What it does not contain has the page's own look. */
export const applyHostTheme = ({ accent, radius, font }: HostTheme = {}): void => {
  const { style } = document.documentElement
  applyAccent('host', accent)
  // An empty value removes the property.
  style.setProperty('--host-radius', radius === undefined ? '' : `${radius}px`)
  style.setProperty('--host-font', font ?? '')
}
