/** A preview of the form in the edited language, with the fields and the theme of the visitor's page. */

import { QuestionId } from '../../../contracts/identifiers.ts'
import { isDateBound } from '../../../contracts/question-types/date.ts'
import type { SiteSettings } from '../../../contracts/site-settings.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import { shadesOf } from '../../shared/accent.ts'
import { hexOf, type Rgb } from '../../shared/contrast.ts'
import { button, element } from '../../shared/dom.ts'
import { createQuestionField } from '../../visitor/fields/question-field.ts'
import { masthead } from '../../visitor/masthead.ts'
import { directionOf } from '../../visitor/messages/direction.ts'
import { formatLocaleFor } from '../../visitor/messages/format-locale.ts'
import { loadVisitorMessages } from '../../visitor/messages/load-messages.ts'
import { language, messages } from '../messages/current.ts'
import { isColour } from './branding-section.ts'
import type { Draft, DraftQuestion, DraftText } from './draft.ts'
import { optionValuesOf } from './draft-body.ts'
import type { EditorState } from './editor-state.ts'

export interface Preview {
  readonly root: HTMLElement
  /** Draws the preview again after a short delay. */
  update(): void
}

/** What visitors see of the site. A form without its own accent or logo has those of the site. */
export type PreviewedSite = Pick<SiteSettings, 'name' | 'branding'>

const delayMs = 150

export const createPreview = (state: EditorState, site: PreviewedSite | undefined): Preview => {
  const { preview } = messages.templates
  const container = element('div', { class: 'visitor framed shown', role: 'group', 'aria-label': preview.heading })
  let timer: ReturnType<typeof setTimeout> | undefined
  let drawn = 0
  const draw = async () => {
    const { draft, locale } = state
    drawn += 1
    const drawing = drawn
    const nodes = await renderPreview(draft, locale, site)
    // A later drawing has begun in the meantime.
    if (drawing !== drawn) return
    container.replaceChildren(...nodes)
    container.lang = locale
    container.dir = directionOf(locale)
    applyAccent(container, draft.accent || (site?.branding?.accent ?? ''))
  }
  void draw()
  const root = element('section', { class: 'preview phone', 'aria-labelledby': 'preview-title' })
  const widthButton = (width: 'phone' | 'desktop') => {
    const press = () => {
      root.classList.toggle('phone', width === 'phone')
      root.closest('.editor')?.classList.toggle('wide-preview', width === 'desktop')
      for (const each of [phone, desktop]) each.setAttribute('aria-pressed', String(each.dataset.width === width))
    }
    const pressed = String(width === 'phone')
    return button(preview[width], press, { class: 'compact', 'aria-pressed': pressed, 'data-width': width })
  }
  const phone = widthButton('phone')
  const desktop = widthButton('desktop')
  root.append(
    element(
      'div',
      { class: 'preview-head' },
      element('h2', { id: 'preview-title' }, preview.heading),
      element('div', { class: 'widths', role: 'group', 'aria-label': preview.width }, phone, desktop),
    ),
    container,
  )
  return {
    root,
    update() {
      clearTimeout(timer)
      timer = setTimeout(() => void draw(), delayMs)
    },
  }
}

/** Sets the shades of the accent for light and dark. style.css uses them in the preview only. */
const applyAccent = (container: HTMLElement, accent: string): void => {
  container.classList.toggle('themed', isColour(accent))
  if (!isColour(accent)) return
  for (const { background, shades } of shadesOf(accent))
    for (const [property, shade] of Object.entries<Rgb>({ ...shades }))
      container.style.setProperty(`--${background.name}-${property}`, hexOf(shade))
}

/** Returns the text that a visitor of this language sees. */
const textIn = (text: DraftText, locale: string, defaultLocale: string): string =>
  text[locale]?.trim() || text[locale.split('-')[0] ?? '']?.trim() || text[defaultLocale]?.trim() || ''

/** Renders a draft, even if it cannot be saved yet. A missing text has a placeholder. */
const renderPreview = async (
  draft: Draft,
  locale: string,
  site: PreviewedSite | undefined,
): Promise<readonly Node[]> => {
  const { preview } = messages.templates
  const visitorMessages = await loadVisitorMessages([locale])
  const localisedMessages = { ...visitorMessages, formatLocale: formatLocaleFor(visitorMessages.locale, [locale]) }
  const say = (text: DraftText) => textIn(text, locale, draft.defaultLocale)
  const fields = draft.questions.map((question, index) =>
    createQuestionField({
      question: localised(question, index, say, draft.defaultLocale),
      sealed: question.offTheRecord,
      ...{ messages: localisedMessages, today: Date.now() },
    }),
  )
  const form = element(
    'form',
    { class: 'questions', novalidate: true },
    ...fields.map(({ root }) => root),
    button(visitorMessages.fillIn.review, () => {}, { class: 'main' }),
  )
  form.addEventListener('submit', (event) => event.preventDefault())
  const intro = say(draft.intro)
  return [
    masthead(localisedMessages, site?.name ?? preview.siteName),
    ...(draft.logo === '' && site?.branding?.logo === undefined
      ? []
      : [element('p', { class: 'logo-place' }, messages.templates.branding.logoPlace)]),
    element('h3', {}, say(draft.title) || preview.untitled),
    ...(intro === '' ? [] : [element('p', { class: 'intro' }, intro)]),
    form,
    element('p', { class: 'hint', lang: language, dir: 'auto' }, preview.afterReview),
    button(say(draft.submitLabel) || visitorMessages.review.send, () => {}, { class: 'main' }),
  ]
}

const localised = (
  question: DraftQuestion,
  index: number,
  say: (text: DraftText) => string,
  defaultLocale: string,
): LocalisedQuestion => {
  const { type, required, masked, offTheRecord, maxLength, earliest, latest } = question
  const hint = say(question.hint)
  const values = optionValuesOf(question, defaultLocale)
  return {
    // The typed id may not be valid yet.
    id: QuestionId.parse(`question-${index + 1}`),
    ...{ type, required, masked, offTheRecord },
    label: say(question.label) || messages.templates.question.untitled,
    ...(hint !== '' && { hint }),
    ...(type === 'choice' && {
      options: question.options.map(({ label }, place) => ({
        value: values[place] ?? '',
        label: say(label) || messages.templates.preview.option(place + 1),
      })),
    }),
    ...(/^\d{1,4}$/.test(maxLength) && { maxLength: Number(maxLength) }),
    ...(isDateBound(earliest) && { earliest }),
    ...(isDateBound(latest) && { latest }),
  }
}
