/** The fields in which the agent states what a form is for. They are collapsed until the agent opens them. */
import { currencies } from '../../../contracts/currencies.ts'
import type { RequestedContext } from '../../../contracts/requested-context.ts'
import { contextTexts } from '../../shared/context-list.ts'
import { element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import {
  amountExample,
  type ContextError,
  type ContextField,
  readableContext,
  readContext,
  type TypedContext,
} from './read-context.ts'

export interface ContextFields {
  readonly root: HTMLElement
  /** Returns the context, or `undefined` if the fields are empty. If one is wrong, shows the errors and returns `wrong`. */
  read(): RequestedContext | undefined | 'wrong'
  /** Returns the context without the fields that are wrong. */
  readable(): RequestedContext | undefined
  /** Empties and closes the fields. Keeps the currency, because the next amount probably has the same one. */
  clear(): void
}

/** The currencies that are listed first. */
const frequentCurrencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CNY', 'CAD', 'AUD']

const currencyName = (code: string, locale: string): string => {
  try {
    return `${code} – ${new Intl.DisplayNames([locale], { type: 'currency' }).of(code) ?? code}`
  } catch {
    return code
  }
}

const currencySelect = (messages: Messages, locale: string, attributes: Readonly<Record<string, string>>) => {
  const option = (code: string) => element('option', { value: code }, currencyName(code, locale))
  return element(
    'select',
    attributes,
    element('option', { value: '' }, messages.details.chooseCurrency),
    ...frequentCurrencies.map(option),
    element('hr'),
    ...currencies
      .filter((code) => !frequentCurrencies.includes(code))
      .toSorted()
      .map(option),
  )
}

/** `changed` is called when a field has changed. */
export const createContextFields = (messages: Messages, locale: string, changed: () => void): ContextFields => {
  const { details: labels } = messages
  const inputAttributes = { type: 'text', autocomplete: 'off', spellcheck: 'false' }
  const controls = {
    purpose: element('input', { ...inputAttributes, id: 'context-purpose', dir: 'auto', spellcheck: 'true' }),
    amount: element('input', { ...inputAttributes, id: 'context-amount', inputmode: 'decimal', dir: 'ltr' }),
    currency: currencySelect(messages, locale, { id: 'context-currency' }),
    reference: element('input', { ...inputAttributes, id: 'context-reference', dir: 'auto' }),
  } as const
  const errorElements = {
    purpose: element('p', { class: 'error', id: 'context-purpose-error', hidden: true }),
    amount: element('p', { class: 'error', id: 'context-amount-error', hidden: true }),
    currency: element('p', { class: 'error', id: 'context-currency-error', hidden: true }),
    reference: element('p', { class: 'error', id: 'context-reference-error', hidden: true }),
  } as const
  const fields = ['purpose', 'amount', 'currency', 'reference'] as const

  const typed = (): TypedContext => ({
    purpose: controls.purpose.value,
    amount: controls.amount.value,
    currency: controls.currency.value,
    reference: controls.reference.value,
  })

  const errorText = (field: ContextField, error: ContextError): string => {
    switch (error) {
      case 'too-long':
        return labels.tooLong(field === 'purpose' ? 200 : 64)
      case 'card-number':
        return labels.noCardNumber
      case 'characters':
        return labels.referenceCharacters
      case 'amount':
        return labels.amountFormat(amountExample(controls.currency.value, locale))
      case 'currency':
        return labels.chooseCurrency
    }
  }

  /** Shows the error of each field in `errors` and removes the others. */
  const showErrors = (errors: ReadonlyMap<ContextField, ContextError>) => {
    for (const field of fields) {
      const error = errors.get(field)
      const [control, text] = [controls[field], errorElements[field]]
      text.hidden = error === undefined
      text.textContent = error === undefined ? '' : errorText(field, error)
      control.toggleAttribute('aria-invalid', false)
      control.removeAttribute('aria-describedby')
      if (error === undefined) continue
      control.setAttribute('aria-invalid', 'true')
      control.setAttribute('aria-describedby', text.id)
    }
  }

  const field = (name: ContextField, label: string) =>
    element(
      'div',
      { class: 'field' },
      element('label', { for: controls[name].id }, label),
      controls[name],
      errorElements[name],
    )

  // While the fields are closed, shows what they contain, because it is sent with the form.
  const entered = element('bdi', { class: 'entered quiet' })
  const root = element(
    'details',
    { class: 'details' },
    element('summary', {}, labels.add, ' ', entered),
    element(
      'div',
      { class: 'detail-fields' },
      element('p', { class: 'quiet small' }, labels.hint),
      field('purpose', labels.purpose),
      element('div', { class: 'amount' }, field('amount', labels.amount), field('currency', labels.currency)),
      field('reference', labels.reference),
    ),
  )
  const showEntered = () => {
    const { context } = readContext(typed(), locale)
    entered.textContent = contextTexts(context, labels, locale)
      .map(([, text]) => `\u2068${text}\u2069`)
      .join(' · ')
  }
  root.addEventListener('toggle', showEntered)
  // An error disappears as soon as its field is right. A new error appears only when the agent sends the form.
  root.addEventListener('input', () => {
    const { errors } = readContext(typed(), locale)
    showErrors(new Map([...errors].filter(([name]) => !errorElements[name].hidden)))
    changed()
  })

  return {
    root,
    read() {
      const { context, errors } = readContext(typed(), locale)
      showErrors(errors)
      const wrong = fields.find((name) => errors.has(name))
      if (wrong === undefined) return context
      root.open = true
      controls[wrong].focus()
      return 'wrong'
    },
    readable: () => readableContext(typed(), locale),
    clear() {
      for (const name of ['purpose', 'amount', 'reference'] as const) controls[name].value = ''
      showErrors(new Map())
      root.open = false
      showEntered()
      changed()
    },
  }
}
