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

/** Removes accents and converts to lower case, so that the search ignores both. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const announceMilliseconds = 700

export const createTemplateChoice = (
  templates: readonly OfferedTemplate[],
  ports: TemplateChoicePorts,
): HTMLElement => {
  const { messages, titleOf, chosen, announce } = ports
  const options = templates.map((template) => {
    const radio = element('input', { type: 'radio', name: 'template', value: template.templateId })
    return {
      radio,
      root: element('label', { class: 'option' }, radio, element('span', {}, titleOf(template))),
      searched: folded([template.templateId, ...Object.values(template.title)].join('\n')),
    }
  })
  const choose = (option: (typeof options)[number] | undefined) => {
    if (option === undefined || option.radio.checked) return
    option.radio.checked = true
    chosen(TemplateId.parse(option.radio.value))
  }

  const search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' })
  let timer: ReturnType<typeof setTimeout> | undefined
  search.addEventListener('input', () => {
    const query = folded(search.value.trim())
    const found = options.filter(({ root, searched }) => {
      root.hidden = !searched.includes(query)
      return !root.hidden
    })
    // The chosen form must always be visible.
    if (!found.some(({ radio }) => radio.checked)) choose(found[0])
    count.hidden = query === ''
    count.textContent = messages.found(found.length)
    clearTimeout(timer)
    timer = setTimeout(() => announce(messages.found(found.length)), announceMilliseconds)
  })
  const count = element('p', { class: 'quiet small', hidden: true })

  const group = element(
    'div',
    { class: 'options', role: 'radiogroup', 'aria-labelledby': 'send-title' },
    ...options.map(({ root }) => root),
  )
  group.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) chosen(TemplateId.parse(target.value))
  })
  choose(options[0])
  return element('div', { class: 'choice' }, element('label', { for: 'search' }, messages.search), search, group, count)
}
