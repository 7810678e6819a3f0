/** The schemas for the values of settings. Each error message follows the words "… but must be". */
import * as z from 'zod/mini'
import { stepNames } from './grants.ts'

export const text = (allowed: string, shape: RegExp) =>
  z.string({ error: allowed }).check(z.regex(shape, { error: allowed }))

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: `one of ${values.join(', ')}` })

export const atLeastOne = <Item extends z.ZodMiniType>(item: Item, allowed: string) =>
  z.array(item, { error: allowed }).check(z.minLength(1, { error: allowed }))

export const wholeNumber = (least: number, most: number) => {
  const allowed = `a whole number from ${least} to ${most}`
  return z.int({ error: allowed }).check(z.minimum(least, { error: allowed }), z.maximum(most, { error: allowed }))
}

export const email = text('an e-mail address', /^[^\s@]+@[^\s@]+\.[^\s@]+$/)

export const stepName = z.enum(stepNames, { error: 'a step of the protocol' })
