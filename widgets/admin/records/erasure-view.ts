/** The view for erasing data by conversation, submission or visitor. Shows the progress and the receipt. */
import type { FieldError } from '../../../contracts/problem.ts'
import { type ErasureView, erase } from '../../../contracts/steps/erase.ts'
import type { Reply } from '../../shared/api-client.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTimeText } from '../date-time.ts'
import { download } from '../download.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { textField } from '../form/field.ts'
import { createForm, showRefusal } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { View, ViewContext } from '../view.ts'
import { erasurePreview } from './erasure-preview.ts'

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

const erasureForm = (context: ViewContext, outcome: HTMLElement): HTMLElement => {
  const { service, announce } = context
  let kind: Kind = 'conversationId'
  const value = textField({ name: 'value', ...messages.erasure.value, value: '' })
  const form = createForm({
    ...{ save: messages.erasure.press, isDangerous: true },
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
      const body = erase.body.parse(typed)
      const showFailure = (reply: Exclude<Reply<unknown>, { readonly outcome: 'done' }>) =>
        reply.outcome === 'refused' && reply.code === 'not-found'
          ? form.showErrors([], `${messages.erasure.nothingErased}. ${messages.erasure.nothingErasedHint}`)
          : showRefusal(form, reply)
      const preview = await erasurePreview(context, body)
      if (typeof preview !== 'string') return showFailure(preview)
      const { title, text, yes, no } = messages.erasure.ask
      if (!(await confirmInDialog({ title, text: text(preview), yes, no, focus: 'no' }))) return
      // A request with the same body resumes the erasure.
      for (;;) {
        const reply = await service.call(erase, { path: {}, body })
        if (reply.outcome !== 'done') return showFailure(reply)
        if (reply.value.status === 'done') {
          return outcome.replaceChildren(receipt(reply.value, typed[kind] ?? '', announce))
        }
        outcome.replaceChildren(element('p', {}, messages.erasure.running(reply.value.erasedSubmissions)))
      }
    },
  })
  return form.root
}

/** The receipt, or a warning if nothing was erased: the id may be wrong. */
const receipt = (
  { erasureId, erasedSubmissions, erasedAt }: ErasureView,
  target: string,
  announce: ViewContext['announce'],
): HTMLElement => {
  const entries: readonly (readonly [string, string])[] = [
    [messages.erasure.target, target],
    [messages.erasure.count, String(erasedSubmissions)],
    [messages.erasure.receiptId, erasureId],
    [messages.erasure.until, dateTimeText(erasedAt)],
  ]
  const text = entries.map(([name, value]) => `${name}: ${value}`).join('\n')
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    announce(messages.copied)
  }
  const save = () => download(`erasure-${erasureId}.txt`, `${messages.erasure.receipt}\n\n${text}\n`, 'text/plain')
  const isEmpty = erasedSubmissions === 0
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, isEmpty ? messages.erasure.nothingErased : messages.erasure.receipt),
    isEmpty ? element('p', { class: 'notice warn' }, messages.erasure.nothingErasedHint) : undefined,
    element(
      'dl',
      {},
      ...entries.flatMap(([name, value]) => [element('dt', {}, name), element('dd', { translate: 'no' }, value)]),
    ),
    element(
      'div',
      { class: 'buttons' },
      button(messages.copy, () => void copy()),
      button(messages.erasure.download, save),
    ),
  )
}
