/** The list of forms: search, state, languages with completeness, and what can be done with each form. */
import { button, element } from '../../shared/dom.ts'
import { language, messages } from '../messages/current.ts'
import { recordTable } from '../records/record-table.ts'
import type { ViewContext } from '../view.ts'
import {
  type Failed,
  type ListedTemplate,
  readAllTemplates,
  readTemplate,
  switchOff,
  switchOn,
} from './all-templates.ts'
import { draftOf } from './draft.ts'
import { completenessOf } from './draft-texts.ts'
import { languageName } from './language-name.ts'
import { downloadFile } from './template-file.ts'

const pageSize = 20

export const titleOf = ({ title, templateId }: Pick<ListedTemplate, 'title' | 'templateId'>): string =>
  title[language] ?? title.en ?? Object.values(title)[0] ?? templateId

export interface TemplateListOptions {
  readonly context: ViewContext
  importFile(file: File): Promise<void>
}

export const templateList = async ({ context, importFile }: TemplateListOptions): Promise<readonly Node[]> => {
  const { service, navigate, announce } = context
  const { list, heading } = messages.templates
  const title = element('h1', {}, heading)
  const found = await readAllTemplates(service)
  if ('failed' in found) return [title, element('p', { class: 'notice bad' }, found.failed)]
  let templates = [...found]
  let shownCount = pageSize

  const search = element('input', { type: 'search', id: 'search-forms', autocomplete: 'off' })
  const { states } = list
  const state = element(
    'select',
    { id: 'forms-state' },
    ...(['all', 'on', 'off'] as const).map((value) => element('option', { value }, states[value])),
  )
  const { columns } = list
  const table = recordTable([columns.title, columns.languages, columns.state, columns.actions])
  const region = element('div', { class: 'wide', role: 'region', 'aria-label': heading }, table.root)
  const count = element('p', { class: 'hint', role: 'status' })
  const more = button(messages.more, () => {
    shownCount += pageSize
    draw()
  })
  const matches = (listed: ListedTemplate) => {
    const text = `${listed.templateId} ${Object.values(listed.title).join(' ')}`.toLowerCase()
    const isShown = state.value === 'all' || listed.enabled === (state.value === 'on')
    return isShown && text.includes(search.value.trim().toLowerCase())
  }
  const draw = () => {
    const matching = templates.filter(matches)
    const shown = matching.slice(0, shownCount)
    table.body.replaceChildren(...shown.map((listed) => rowOf(listed)))
    region.hidden = matching.length === 0
    more.hidden = matching.length <= shownCount
    count.textContent =
      templates.length === 0 ? list.none : matching.length === 0 ? list.noMatch : list.count(matching.length)
  }
  const replace = (changed: ListedTemplate) => {
    templates = templates.map((each) => (each.templateId === changed.templateId ? changed : each))
    const isFocused = document.activeElement?.closest('tbody') === table.body
    draw()
    // The button of the row was replaced by its counterpart.
    if (isFocused) table.body.querySelector<HTMLElement>(`[data-form="${changed.templateId}"] .switch`)?.focus()
  }
  const change = async (listed: ListedTemplate, offersUndo: boolean): Promise<void> => {
    const changed: ListedTemplate | Failed = await (listed.enabled ? switchOff : switchOn)(service, listed)
    if ('failed' in changed) return announce(changed.failed, { lasting: true })
    replace(changed)
    const name = titleOf(changed)
    const text = changed.enabled ? list.switchedOn(name, changed.version) : list.switchedOff(name)
    announce(text, offersUndo ? { undo: () => void change(changed, false) } : {})
  }
  const exportForm = async ({ templateId }: ListedTemplate) => {
    const template = await readTemplate(service, templateId)
    if ('failed' in template) return announce(template.failed, { lasting: true })
    downloadFile(template)
  }
  const rowOf = (listed: ListedTemplate) => {
    const { templateId, version, enabled } = listed
    const name = titleOf(listed)
    const action = (text: string, press: () => void, attributes = {}) =>
      button(text, press, { class: 'compact', 'aria-label': list.actionOn(text, name), ...attributes })
    const languages = element('div', {}, list.languageCount(Object.keys(listed.title).length))
    void showCompleteness(languages, listed, context)
    const row = table.rowOf([
      element(
        'th',
        { scope: 'row' },
        element('a', { href: `#templates/${templateId}`, 'aria-label': list.edit(name) }, name),
        element('span', { class: 'hint' }, `${templateId} · ${list.version(version)}`),
      ),
      element('td', {}, languages),
      element('td', {}, element('span', { class: enabled ? '' : 'quiet' }, enabled ? list.on : list.off)),
      element(
        'td',
        {},
        element(
          'div',
          { class: 'buttons' },
          action(list.duplicate, () => navigate(`templates/+${templateId}`)),
          action(list.export, () => void exportForm(listed)),
          action(enabled ? list.switchOff : list.switchOn, () => void change(listed, true), {
            class: 'compact switch',
          }),
        ),
      ),
    ])
    row.dataset.form = templateId
    return row
  }
  for (const control of [search, state])
    control.addEventListener('input', () => {
      shownCount = pageSize
      draw()
    })
  draw()
  return [
    element('div', { class: 'list-head' }, title, listButtons(navigate, importFile)),
    element('p', { class: 'quiet' }, list.intro),
    element(
      'div',
      { class: 'joined list-filter' },
      element('div', { class: 'field' }, element('label', { for: search.id }, list.search), search),
      element('div', { class: 'field' }, element('label', { for: state.id }, states.label), state),
    ),
    count,
    region,
    more,
    element('p', { class: 'hint' }, list.deleteHint),
  ]
}

const listButtons = (navigate: ViewContext['navigate'], importFile: (file: File) => Promise<void>): HTMLElement => {
  const { list } = messages.templates
  const file = element('input', { type: 'file', accept: 'application/json,.json', hidden: true })
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    if (chosen !== undefined) void importFile(chosen)
    file.value = ''
  })
  return element(
    'div',
    { class: 'buttons' },
    button(list.newForm, () => navigate('templates/+'), { class: 'main' }),
    button(list.importFile, () => file.click()),
    file,
  )
}

/** Adds which languages of the form are complete, and how much of the others is missing. */
const showCompleteness = async (cell: HTMLElement, listed: ListedTemplate, { service }: ViewContext): Promise<void> => {
  const { list } = messages.templates
  const template = await readTemplate(service, listed.templateId)
  if ('failed' in template) return
  const draft = draftOf(template)
  const partly = draft.locales.flatMap((locale) => {
    const { filled, total } = completenessOf(draft, locale)
    return filled === total ? [] : [list.completeness(languageName(locale), filled, total)]
  })
  cell.textContent = list.languageCount(draft.locales.length)
  cell.append(
    element('span', { class: partly.length === 0 ? 'hint' : 'hint partly' }, partly.join(', ') || list.complete),
  )
}
