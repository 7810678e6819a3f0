/** Shows the context of a form, with a label for each field. */
import type { FormContext } from '../../contracts/form-context.ts'
import { element } from './dom.ts'

export interface ContextLabels {
  readonly purpose: string
  readonly amount: string
  readonly reference: string
}

/** Formats an amount as the locale writes it, with the decimals of the value. */
export const amountText = ({ value, currency }: NonNullable<FormContext['amount']>, formatLocale: string): string => {
  const digits = value.split('.')[1]?.length ?? 0
  try {
    return new Intl.NumberFormat(formatLocale, {
      ...{ style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
    }).format(Number(value))
  } catch {
    return `${value} ${currency}`
  }
}

/** The parts of a form's context that are shown: a label and a text for each field of the context. */
export const contextTexts = (
  { purpose, amount, reference }: FormContext = {},
  labels: ContextLabels,
  formatLocale: string,
): readonly (readonly [label: string, text: string])[] =>
  [
    [labels.purpose, purpose] as const,
    [labels.amount, amount && amountText(amount, formatLocale)] as const,
    [labels.reference, reference] as const,
  ].flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]))

/**
 * Creates a term and a description for each field of the context. The texts may have any language and direction, so each has its
 * own direction and is not translated.
 */
export const contextTerms = (...shown: Parameters<typeof contextTexts>): readonly (readonly HTMLElement[])[] =>
  contextTexts(...shown).map(([label, text]) => [
    element('dt', {}, label),
    element('dd', { dir: 'auto', translate: 'no' }, text),
  ])

/** Creates a list that takes as few lines as possible. Returns nothing for a form without a context. */
export const contextList = (...shown: Parameters<typeof contextTexts>): readonly HTMLElement[] => {
  const terms = contextTerms(...shown).map((each) => element('div', {}, ...each))
  return terms.length === 0 ? [] : [element('dl', { class: 'context' }, ...terms)]
}
