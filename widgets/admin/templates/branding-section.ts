/** The accent colour, with the shades that visitors see, and the address of the logo. */
import { parseUrl } from '../../../contracts/parse-url.ts'
import { shadesOf } from '../../shared/accent.ts'
import { hexOf } from '../../shared/contrast.ts'
import { element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { EditorActions, EditorPart } from './editor-state.ts'
import { collapsedSection } from './form-sections.ts'

const colourPattern = /^#[0-9a-f]{6}$/i

/** The accent of a form without its own accent. See base.css. */
const standardAccent = '#0b57d0'

export const isColour = (text: string): boolean => colourPattern.test(text)

export const brandingSection = (
  actions: EditorActions,
  embeddingOrigins: readonly string[] | undefined,
): EditorPart => {
  const { root, content } = collapsedSection('branding', messages.templates.editor.branding, false)
  return {
    root,
    draw() {
      content.replaceChildren(accentField(actions), logoField(actions, embeddingOrigins))
    },
  }
}

const accentField = ({ state: { draft }, registerField, changed }: EditorActions): HTMLElement => {
  const { branding } = messages.templates
  const swatches = element('div', { role: 'status' })
  const picker = element('input', { type: 'color', 'aria-label': branding.pick })
  const show = () => {
    picker.value = isColour(draft.accent) ? draft.accent.toLowerCase() : standardAccent
    swatches.replaceChildren(
      ...(isColour(draft.accent) ? [element('ul', { class: 'swatches' }, ...swatchesOf(draft.accent))] : []),
    )
  }
  const field = registerField(
    textField({
      ...{ name: 'theme.accent', ...branding.accent, value: draft.accent },
      changed(value) {
        draft.accent = value.trim()
        show()
        changed()
      },
    }),
  )
  picker.addEventListener('input', () => {
    draft.accent = picker.value
    field.input.value = picker.value
    show()
    changed()
  })
  show()
  return element('div', { class: 'accent' }, element('div', { class: 'joined' }, field.root, picker), swatches)
}

/** Shows for each background a button in the accent, and the tone of it that links and lines have. */
const swatchesOf = (accent: string): readonly HTMLElement[] =>
  shadesOf(accent).map(({ background, shades }) => {
    const { branding } = messages.templates
    const tone = hexOf(shades.accent)
    const sample = element(
      'span',
      { class: 'swatch', 'aria-hidden': 'true' },
      element('span', { class: 'swatch-button' }, 'Aa'),
      element('u', {}, 'Aa'),
    )
    sample.style.setProperty('--fill', hexOf(shades['accent-fill']))
    sample.style.setProperty('--on', hexOf(shades['on-accent']))
    sample.style.setProperty('--tone', tone)
    sample.style.setProperty('--ground', hexOf(background.surface))
    const scheme = branding.schemes[background.name]
    const text = tone === accent.toLowerCase() ? branding.asChosen(scheme) : branding.corrected(scheme, tone)
    return element('li', {}, sample, text)
  })

const originOf = (address: string): string | undefined => {
  const url = parseUrl(address)
  return url?.protocol === 'https:' ? url.origin : undefined
}

/** The page may not load images of other origins, so it links the logo, and says whether visitors will see it. */
const logoField = (
  { state: { draft }, registerField, changed }: EditorActions,
  embeddingOrigins: readonly string[] | undefined,
): HTMLElement => {
  const { branding } = messages.templates
  const note = element('p', { class: 'logo-note', role: 'status' })
  const show = () => {
    const origin = originOf(draft.logo)
    if (origin === undefined) return note.replaceChildren()
    const isListed = embeddingOrigins === undefined || embeddingOrigins.includes(origin)
    note.replaceChildren(
      element('a', { href: draft.logo, target: '_blank', rel: 'noopener noreferrer' }, branding.openLogo),
      ...(isListed ? [] : [element('span', { class: 'warning' }, branding.logoNotListed(origin))]),
    )
  }
  const field = registerField(
    textField({
      ...{ name: 'theme.logo', ...branding.logo, value: draft.logo },
      changed(value) {
        draft.logo = value.trim()
        show()
        changed()
      },
    }),
  )
  show()
  return element('div', { class: 'logo-field' }, field.root, note)
}
