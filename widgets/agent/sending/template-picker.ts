/** The section in which the agent chooses a form and its language, previews the form and sends it. */
import { Locale, type TemplateId } from '../../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../../contracts/localised.ts'
import type { RequestedContext } from '../../../contracts/requested-context.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import type { LoadedMessages } from '../../shared/load-messages.ts'
import { loadAgentMessages } from '../messages/load-messages.ts'
import type { Messages } from '../messages/messages.ts'
import { createContextFields } from './context-fields.ts'
import { previewOf } from './form-preview.ts'
import { recentFirst, withRecent } from './recent-templates.ts'
import { createTemplateChoice } from './template-choice.ts'
import type { OfferedTemplate, Templates } from './templates.ts'

export interface TemplatePickerPorts {
  readonly messages: Messages
  /** The language of the panel. */
  readonly locale: string
  /** The language for forms that the desktop has set, if any. */
  readonly visitorLocale: Locale | undefined
  readonly templates: Templates
  /** Sends a form. `conflict` means that the template is no longer the latest version and that nothing was sent. */
  readonly send: (template: Template, locale: Locale, context: RequestedContext | undefined) => Promise<Reply<unknown>>
  readonly announce: (text: string) => void
  /** Called when a form was sent. */
  readonly sent: () => void
}

export interface TemplatePicker {
  readonly root: HTMLElement
  focus(): void
}

const languageName = (locale: string, inLocale: string): string => {
  try {
    return new Intl.DisplayNames([inLocale], { type: 'language' }).of(locale) ?? locale
  } catch {
    return locale
  }
}

export const createTemplatePicker = (
  offeredTemplates: readonly OfferedTemplate[],
  ports: TemplatePickerPorts,
): TemplatePicker => {
  const { messages, locale, visitorLocale, templates, send, announce, sent } = ports
  if (offeredTemplates.length === 0) {
    const note = element('p', { class: 'quiet', tabindex: -1 }, messages.noForms)
    return { root: note, focus: () => note.focus() }
  }
  let chosenId: TemplateId | undefined
  let template: Template | undefined
  let recent: readonly TemplateId[] = []

  const language = element('select', { id: 'language' })
  const previewElement = element('div', { class: 'preview' })
  const details = element('details', { open: true }, element('summary', {}, messages.preview), previewElement)
  const contextFields = createContextFields(messages, locale, () => void preview())
  const problem = element('p', { class: 'notice bad', hidden: true })
  const sendButton = button(
    messages.send,
    async () => {
      if (template === undefined) return void (chosenId && choose(chosenId))
      const context = contextFields.read()
      if (context === 'wrong') return
      setBusy(sendButton, true)
      const { templateId } = template
      const reply = await send(template, Locale.parse(language.value), context)
      setBusy(sendButton, false)
      if (reply.outcome === 'done') {
        contextFields.clear()
        recent = withRecent(recent, templateId)
        choice.list(recentFirst(offeredTemplates, recent))
        sent()
      }
      // Show the new version's questions before the agent tries again.
      if (reply.outcome === 'refused' && reply.code === 'conflict') await choose(templateId)
    },
    { class: 'main' },
  )

  /** The messages for the preview, with the language of the form for which they were loaded. */
  let words: { readonly formLocale: string; readonly messages: LoadedMessages<Messages> } | undefined
  const preview = async () => {
    const formLocale = language.value
    if (words?.formLocale !== formLocale) {
      const loaded = await loadAgentMessages([formLocale, locale])
      // Ignore these messages if the agent has chosen another language in the meantime.
      if (language.value !== formLocale) return
      words = { formLocale, messages: loaded }
    }
    if (template === undefined) return
    const context = contextFields.readable()
    previewElement.replaceChildren(...previewOf({ template, locale: formLocale, context, words: words.messages }))
  }
  const show = async (chosen: Template) => {
    template = chosen
    const { title, defaultLocale } = chosen
    const previousLocale = language.value
    const locales = Object.keys(title)
    language.replaceChildren(...locales.map((each) => element('option', { value: each }, languageName(each, locale))))
    // Keep the language that the agent chose for the previous form, because the visitor is the same.
    language.value = locales.includes(previousLocale) ? previousLocale : bestLocale(title, visitorLocale, defaultLocale)
    await preview()
  }
  const choose = async (templateId: TemplateId) => {
    chosenId = templateId
    template = undefined
    setBusy(sendButton, true)
    const reply = await templates.get(templateId)
    // Ignore the loaded template if the agent has chosen another form in the meantime.
    if (chosenId !== templateId) return
    problem.hidden = reply.outcome === 'done'
    problem.textContent = reply.outcome === 'done' ? '' : messages.templatesUnreachable
    if (reply.outcome === 'done') await show(reply.value)
    // If loading failed, pressing *send* retries it.
    if (chosenId === templateId) setBusy(sendButton, false)
  }
  language.addEventListener('change', () => void preview())

  const defaultTitle = ({ title }: OfferedTemplate): string =>
    textFor(title, locale, Locale.parse(Object.hasOwn(title, 'en') ? 'en' : (Object.keys(title)[0] ?? 'en')))
  const choice = createTemplateChoice({
    ...{ messages, announce, titleOf: defaultTitle },
    chosen: (templateId) => void choose(templateId),
  })
  choice.list(offeredTemplates)
  return {
    root: element(
      'div',
      { class: 'picker' },
      choice.root,
      contextFields.root,
      problem,
      element(
        'div',
        { class: 'send-row' },
        element('div', { class: 'field' }, element('label', { for: 'language' }, messages.language), language),
        sendButton,
      ),
      details,
    ),
    focus: () => choice.search.focus(),
  }
}
