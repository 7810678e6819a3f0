/** A preview of the form, which uses the fields from the visitor's page. */
import { localise, Template, TemplateDraft } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { createQuestionField } from '../../visitor/fields/question-field.ts'
import { directionOf } from '../../visitor/messages/direction.ts'
import { formatLocaleFor } from '../../visitor/messages/format-locale.ts'
import { loadVisitorMessages } from '../../visitor/messages/load-messages.ts'
import { messages } from '../messages/current.ts'
import { type Draft, templateBodyOf } from './draft.ts'

export interface Preview {
  readonly root: HTMLElement
  /** Redraws the preview after a short delay. */
  update(): void
}

const pauseMs = 150

export const createPreview = (draft: Draft): Preview => {
  const container = element('div', { class: 'visitor framed shown' })
  const select = element('select', { class: 'compact', 'aria-label': messages.templates.previewIn })
  let locale = draft.defaultLocale
  let timer: ReturnType<typeof setTimeout> | undefined
  const draw = async () => {
    if (!draft.locales.includes(locale)) locale = draft.defaultLocale
    select.replaceChildren(...draft.locales.map((each) => element('option', { value: each }, each)))
    select.value = locale
    const requestedLocale = locale
    const nodes = await renderPreview(draft, requestedLocale)
    if (requestedLocale !== locale) return
    container.replaceChildren(...(nodes ?? [element('p', { class: 'quiet' }, messages.templates.noPreview)]))
    container.lang = requestedLocale
    container.dir = directionOf(requestedLocale)
  }
  select.addEventListener('change', () => {
    locale = select.value
    void draw()
  })
  void draw()
  return {
    root: element(
      'section',
      { class: 'preview', 'aria-labelledby': 'preview-title' },
      element('div', { class: 'joined' }, element('h2', { id: 'preview-title' }, messages.templates.preview), select),
      container,
    ),
    update() {
      clearTimeout(timer)
      timer = setTimeout(() => void draw(), pauseMs)
    },
  }
}

/** Renders the draft. Returns undefined if the draft is not valid. */
const renderPreview = async (draft: Draft, locale: string): Promise<readonly Node[] | undefined> => {
  const parsedDraft = TemplateDraft.safeParse(templateBodyOf(draft))
  if (!parsedDraft.success) return undefined
  const template = Template.safeParse({ ...parsedDraft.data, templateId: 'preview', version: 1 })
  if (!template.success) return undefined
  const { title, intro, submitLabel, questions, locale: formLocale } = localise(template.data, locale)
  const visitorMessages = await loadVisitorMessages([formLocale])
  const localisedMessages = { ...visitorMessages, formatLocale: formatLocaleFor(visitorMessages.locale, [formLocale]) }
  const fields = questions.map((question) =>
    createQuestionField({ question, sealed: question.offTheRecord, messages: localisedMessages, today: Date.now() }),
  )
  return [
    element('h3', {}, title),
    intro === undefined ? element('span', { hidden: true }) : element('p', { class: 'intro' }, intro),
    ...fields.map(({ root }) => root),
    button(submitLabel ?? visitorMessages.fillIn.review, () => {}, { class: 'main' }),
  ]
}
