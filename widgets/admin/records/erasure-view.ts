/** Erasure by conversation, submission or visitor, with its progress and its receipt. */
import type { FieldError } from '../../../contracts/problem.ts'
import { type ErasureView, erase } from '../../../contracts/steps/erase.ts'
import { askInDialog } from '../../shared/dialog.ts'
import { element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { wrongFields } from '../form/field-errors.ts'
import { createForm, showRefusal } from '../form/form.ts'
import { words } from '../messages/en.ts'
import type { Desk, View } from '../view.ts'

const kinds = ['conversationId', 'submissionId', 'visitorRef'] as const
type Kind = (typeof kinds)[number]

export const erasureView: View = async (desk) => {
  const outcome = element('div', { role: 'status' })
  return [
    element('h1', {}, words.erasure.heading),
    element('p', { class: 'quiet' }, words.erasure.intro),
    erasureForm(desk, outcome),
    outcome,
  ]
}

const kindChoice = (chosen: (kind: Kind) => void): HTMLElement =>
  element(
    'fieldset',
    { class: 'choices' },
    element('legend', {}, words.erasure.what),
    ...kinds.map((kind, place) => {
      const { label, hint } = words.erasure.kinds[kind]
      const input = element('input', { type: 'radio', name: 'kind', value: kind, checked: place === 0 })
      input.addEventListener('change', () => chosen(kind))
      return element(
        'label',
        { class: 'tick' },
        input,
        element('span', {}, label, element('span', { class: 'hint' }, hint)),
      )
    }),
  )

const erasureForm = ({ service }: Desk, outcome: HTMLElement): HTMLElement => {
  let kind: Kind = 'conversationId'
  const value = textField({ name: 'value', label: words.erasure.value, value: '' })
  const form = createForm({
    save: words.erasure.press,
    fields: () => [value],
    content: [
      kindChoice((chosen) => {
        kind = chosen
      }),
      value.root,
    ],
    async submit() {
      outcome.replaceChildren()
      const typed = { [kind]: value.input.value.trim() }
      const wrong = wrongFields(erase.body, typed)
      if (wrong.length > 0) return form.show(wrong.map(({ code }): FieldError => ({ field: 'value', code })))
      form.show([])
      if (!(await askInDialog({ ...words.erasure.ask, focus: 'no' }))) return
      const body = erase.body.parse(typed)
      // The same body again goes on where it stopped.
      for (;;) {
        const reply = await service.ask(erase, { path: {}, body })
        if (reply.outcome !== 'done') return showRefusal(form, reply)
        if (reply.value.status === 'done') return outcome.replaceChildren(receipt(reply.value))
        outcome.replaceChildren(element('p', {}, words.erasure.running(reply.value.erasedSubmissions)))
      }
    },
  })
  return form.root
}

const receipt = ({ erasureId, erasedSubmissions, erasedAt }: ErasureView): HTMLElement => {
  const line = (name: string, text: string) => [element('dt', {}, name), element('dd', {}, text)]
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, words.erasure.receipt),
    element(
      'dl',
      {},
      ...line(words.erasure.receiptId, erasureId),
      ...line(words.erasure.count, String(erasedSubmissions)),
      ...line(words.erasure.until, erasedAt.replace('T', ' ').replace('Z', ' UTC')),
    ),
  )
}
