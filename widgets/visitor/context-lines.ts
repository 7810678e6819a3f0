/** The form's context, shown above the questions, in the review and in the receipt. */
import type { FormContext } from '../../contracts/form-context.ts'
import { element } from '../shared/dom.ts'

/** Formats an amount for the visitor, with the decimals of the agent's amount. */
const amountText = ({ value, currency }: NonNullable<FormContext['amount']>, formatLocale: string): string => {
  const digits = value.split('.')[1]?.length ?? 0
  try {
    return new Intl.NumberFormat(formatLocale, {
      ...{ style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
    }).format(Number(value))
  } catch {
    return `${value} ${currency}`
  }
}

/**
 * Creates one line per field of the context, and no lines for a form without a context. The agent's text may have any language
 * and direction.
 */
export const contextLines = (
  { purpose, amount, reference }: FormContext = {},
  formatLocale: string,
): readonly HTMLElement[] =>
  [purpose, amount && amountText(amount, formatLocale), reference]
    .filter((text) => text !== undefined)
    .map((text) => element('p', { class: 'context', dir: 'auto', translate: 'no' }, text))
