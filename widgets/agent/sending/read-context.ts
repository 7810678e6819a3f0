/** Reads the context that the agent has typed. Applies the same rules as the service. */
import { currencyDecimals } from '../../../contracts/currencies.ts'
import { fieldErrors } from '../../../contracts/field-errors.ts'
import { RequestedContext } from '../../../contracts/requested-context.ts'
import { tidyAnswer } from '../../../contracts/tidying/tidy-answer.ts'

export interface TypedContext {
  readonly purpose: string
  readonly amount: string
  /** An ISO 4217 code, or an empty text if the agent has not chosen a currency. */
  readonly currency: string
  readonly reference: string
}

export type ContextField = keyof TypedContext
export type ContextError = 'too-long' | 'card-number' | 'characters' | 'amount' | 'currency'

export interface ReadContext {
  /** Absent if the agent has typed nothing, or if there are errors. */
  readonly context?: RequestedContext
  readonly errors: ReadonlyMap<ContextField, ContextError>
}

/** Writes a number with all decimals of the currency: `120` in EUR is `120.00`. */
const withDecimals = (value: string, currency: string): string => {
  const decimals = currencyDecimals(currency) ?? 0
  const [whole = '', fraction = ''] = value.split('.')
  return decimals === 0 || !/^\d*$/.test(fraction) ? value : `${whole}.${fraction.padEnd(decimals, '0')}`
}

const errorOf = (field: ContextField, code: string, reference: string): ContextError => {
  if (field === 'amount' || field === 'currency') return field
  if (code === 'too-long') return 'too-long'
  return field === 'reference' && !/^[\x20-\x7e]*$/.test(reference) ? 'characters' : 'card-number'
}

const fieldOf = (path: string): ContextField => {
  if (path === 'purpose' || path === 'reference') return path
  return path === 'amount.currency' ? 'currency' : 'amount'
}

/**
 * Returns the context, or an error for each wrong field. `locale` determines how the amount is read. A currency without an amount
 * is ignored, because the currency of the previous form stays chosen.
 */
export const readContext = (typed: TypedContext, locale: string): ReadContext => {
  const purpose = tidyAnswer('text', typed.purpose, locale)
  // The rules for an id replace what word processors insert, such as a non-breaking hyphen, with ASCII.
  const reference = tidyAnswer('national-id', typed.reference, locale)
  const number = tidyAnswer('number', typed.amount, locale)
  const { currency } = typed
  if ([purpose, reference, number].every((text) => text === '')) return { errors: new Map() }
  const requested = {
    ...(purpose !== '' && { purpose }),
    ...(reference !== '' && { reference }),
    ...(number !== '' && { amount: { value: withDecimals(number, currency), currency } }),
  }
  const parsed = RequestedContext.safeParse(requested)
  if (parsed.success) return { context: parsed.data, errors: new Map() }
  const errors = fieldErrors(parsed.error.issues, requested).map(({ field, code }) => {
    const wrong = fieldOf(field)
    return [wrong, errorOf(wrong, code, reference)] as const
  })
  return { errors: new Map(errors) }
}

/** Returns the context without its wrong fields, for a preview. The amount needs its currency. */
export const readableContext = (typed: TypedContext, locale: string): RequestedContext | undefined => {
  const { context, errors } = readContext(typed, locale)
  if (errors.size === 0) return context
  const wrong = [...errors.keys(), ...(errors.has('currency') ? (['amount'] as const) : [])]
  return readContext({ ...typed, ...Object.fromEntries(wrong.map((field) => [field, ''])) }, locale).context
}

/** An amount as an example for the agent, with the decimals of the currency: `1,234.50`. */
export const amountExample = (currency: string, locale: string): string => {
  const digits = currencyDecimals(currency) ?? 2
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return format.format(digits === 0 ? 1234 : 1234.5)
}
