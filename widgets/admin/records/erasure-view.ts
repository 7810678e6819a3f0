/** The view for erasing data by conversation, submission or visitor. Shows the progress and the receipt. */
import type { FieldError } from '../../../contracts/problem.ts'
import { type ErasureView, erase } from '../../../contracts/steps/erase.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { element } from '../../shared/dom.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { textField } from '../form/field.ts'
import { createForm, showRefusal } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import type { View, ViewContext } from '../view.ts'

const kinds = ['conversationId', 'submissionId', 'visitorRef'] as const
type Kind = (typeof kinds)[number]

export const erasureView: View = async (context) => {
  const outcome = element('div', { role: 'status' })
  return [
    element('h1', {}, messages.erasure.heading),
    element('p', { class: 'quiet' }, messages.erasure.intro),
    erasureForm(context, outcome),
    outcome,
  ]
}

const kindChoice = (chosen: (kind: Kind) => void): HTMLElement =>
  element(
    'fieldset',
    { class: 'choices' },
    element('legend', {}, messages.erasure.what),
    ...kinds.map((kind, index) => {
      const { label, hint } = messages.erasure.kinds[kind]
      const input = element('input', { type: 'radio', name: 'kind', value: kind, checked: index === 0 })
      input.addEventListener('change', () => chosen(kind))
      return element(
        'label',
        { class: 'tick' },
        input,
        element('span', {}, label, element('span', { class: 'hint' }, hint)),
      )
    }),
  )

const erasureForm = ({ service }: ViewContext, outcome: HTMLElement): HTMLElement => {
  let kind: Kind = 'conversationId'
  const value = textField({ name: 'value', label: messages.erasure.value, value: '' })
  const form = createForm({
    save: messages.erasure.press,
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
      const errors = draftErrors(erase.body, typed)
      if (errors.length > 0) return form.showErrors(errors.map(({ code }): FieldError => ({ field: 'value', code })))
      form.showErrors([])
      if (!(await confirmInDialog({ ...messages.erasure.ask, focus: 'no' }))) return
      const body = erase.body.parse(typed)
      // A request with the same body resumes the erasure.
      for (;;) {
        const reply = await service.call(erase, { path: {}, body })
        if (reply.outcome !== 'done') return showRefusal(form, reply)
        if (reply.value.status === 'done') return outcome.replaceChildren(receipt(reply.value))
        outcome.replaceChildren(element('p', {}, messages.erasure.running(reply.value.erasedSubmissions)))
      }
    },
  })
  return form.root
}

const receipt = ({ erasureId, erasedSubmissions, erasedAt }: ErasureView): HTMLElement => {
  const line = (name: string, text: string) => [element('dt', {}, name), element('dd', { translate: 'no' }, text)]
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, messages.erasure.receipt),
    element(
      'dl',
      {},
      ...line(messages.erasure.receiptId, erasureId),
      ...line(messages.erasure.count, String(erasedSubmissions)),
      ...line(messages.erasure.until, erasedAt.replace('T', ' ').replace('Z', ' UTC')),
    ),
  )
}
