/** A list from which the agent chooses a form. It is a group of radio buttons with a search filter. */
import { TemplateId } from '../../../contracts/identifiers.ts'
import { element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import type { OfferedTemplate } from './templates.ts'

export interface TemplateChoicePorts {
  readonly messages: Messages
  readonly titleOf: (template: OfferedTemplate) => string
  readonly chosen: (templateId: TemplateId) => void
  readonly announce: (text: string) => void
}

export interface TemplateChoice {
  readonly root: HTMLElement
  /** The field that takes the focus when the picker opens. */
  readonly search: HTMLInputElement
  /** Lists the templates in this order, and empties the search. Keeps the choice if the form is still in the list. */
  list(templates: readonly OfferedTemplate[]): void
}

interface Option {
  readonly radio: HTMLInputElement
  readonly root: HTMLElement
  readonly searched: string
}

/** Removes accents and converts to lower case, so that the search ignores both. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const announceMilliseconds = 700

export const createTemplateChoice = ({ messages, titleOf, chosen, announce }: TemplateChoicePorts): TemplateChoice => {
  let options: readonly Option[] = []
  const optionOf = (template: OfferedTemplate): Option => {
    const radio = element('input', { type: 'radio', name: 'template', value: template.templateId })
    return {
      radio,
      root: element('label', { class: 'option' }, radio, element('span', {}, titleOf(template))),
      searched: folded([template.templateId, ...Object.values(template.title)].join('\n')),
    }
  }
  const choose = (option: Option | undefined) => {
    if (option === undefined || option.radio.checked) return
    option.radio.checked = true
    chosen(TemplateId.parse(option.radio.value))
  }

  const search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' })
  const count = element('p', { class: 'quiet', hidden: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  const filter = () => {
    const query = folded(search.value.trim())
    const found = options.filter(({ root, searched }) => {
      root.hidden = !searched.includes(query)
      return !root.hidden
    })
    // The chosen form must always be visible.
    if (!found.some(({ radio }) => radio.checked)) choose(found[0])
    count.hidden = query === ''
    count.textContent = messages.found(found.length)
    return found.length
  }
  search.addEventListener('input', () => {
    const found = filter()
    clearTimeout(timer)
    timer = setTimeout(() => announce(messages.found(found)), announceMilliseconds)
  })

  const group = element('div', { class: 'options', role: 'radiogroup', 'aria-label': messages.sendForm })
  group.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) chosen(TemplateId.parse(target.value))
  })
  return {
    search,
    root: element(
      'div',
      { class: 'choice' },
      element('label', { for: 'search' }, messages.search),
      search,
      group,
      count,
    ),
    list(templates) {
      const chosenId = options.find(({ radio }) => radio.checked)?.radio.value
      search.value = ''
      options = templates.map(optionOf)
      for (const { radio } of options) radio.checked = radio.value === chosenId
      group.replaceChildren(...options.map(({ root }) => root))
      filter()
    },
  }
}
