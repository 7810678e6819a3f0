/** Applies the theme of a form: the accent and the logo of its template, or of the site. */
import type { Theme } from '../../contracts/theme.ts'
import { applyAccent } from '../shared/accent.ts'
import { element } from '../shared/dom.ts'

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
  if (accent !== undefined) applyAccent('template', accent)
}
