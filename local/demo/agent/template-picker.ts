/** Where the agent picks a form and its language. */
import { Locale, TemplateId } from '../../../contracts/identifiers.ts'
import { textFor } from '../../../contracts/localised.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { listTemplates } from '../../../contracts/steps/list-templates.ts'
import type { Template } from '../../../contracts/template.ts'
import { button, element, setBusy } from '../../../widgets/shared/dom.ts'
import type { Desk } from './desk.ts'

/** What the visitor of the demo has just asked for. */
const firstOffered = TemplateId.parse('card-payment')

const languageName = (locale: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale

const option = (value: string, text: string) => element('option', { value }, text)

/** Answers nothing when the site has no template, or they cannot be had. */
export const createTemplatePicker = async (
  desk: Desk,
  send: (template: Template, locale: Locale) => Promise<void>,
): Promise<HTMLElement | undefined> => {
  const listed = await desk.ask(listTemplates, { path: {}, body: {} })
  if (listed.outcome !== 'done') return undefined
  const templates: Template[] = []
  for (const { templateId, enabled } of listed.value.templates) {
    if (!enabled) continue
    const whole = await desk.ask(getTemplate, { path: { templateId }, body: {} })
    if (whole.outcome === 'done') templates.push(whole.value)
  }
  const [first] = templates
  if (first === undefined) return undefined

  const form = element(
    'select',
    { id: 'template' },
    ...templates.map(({ templateId, title, defaultLocale }) => option(templateId, textFor(title, 'en', defaultLocale))),
  )
  if (templates.some(({ templateId }) => templateId === firstOffered)) form.value = firstOffered
  const language = element('select', { id: 'language' })
  const chosen = () => {
    const templateId = TemplateId.parse(form.value)
    return templates.find((template) => template.templateId === templateId) ?? first
  }
  const offerLanguages = () => {
    const { title, defaultLocale } = chosen()
    language.replaceChildren(...Object.keys(title).map((locale) => option(locale, languageName(locale))))
    language.value = defaultLocale
  }
  form.addEventListener('change', offerLanguages)
  offerLanguages()

  const sendButton = button(
    'Send',
    () => {
      setBusy(sendButton, true)
      void send(chosen(), Locale.parse(language.value)).finally(() => setBusy(sendButton, false))
    },
    { class: 'main' },
  )
  return element(
    'div',
    { class: 'picker' },
    element('div', {}, element('label', { for: 'template' }, 'Form'), form),
    element('div', {}, element('label', { for: 'language' }, 'Language'), language),
    sendButton,
  )
}
