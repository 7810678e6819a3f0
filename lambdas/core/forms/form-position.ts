import * as z from 'zod/mini'
import { FormId } from '../../../contracts/identifiers.ts'
import { hashOf } from '../one-time-keys/one-time-key.ts'
import type { FormRecord } from './form.ts'

const formIdIn = (place: string): string => place.slice(place.indexOf('#') + 1)

/**
 * The position of a form in its conversation's list: 64 bits of the hash of its sender, then its id. The forms of one
 * sender are therefore a contiguous range, and a list of them reads no form of another sender (promise I9). A position
 * does not prove who sent the form.
 */
export const FormPosition = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{16}#/),
    z.refine((place) => FormId.safeParse(formIdIn(place)).success),
  )
  .brand<'FormPosition'>()
export type FormPosition = z.infer<typeof FormPosition>

/** The common prefix of the positions of one sender's forms. */
export const positionPrefixOf = ({ issuer, subject }: FormRecord['sender']): string =>
  `${hashOf(JSON.stringify([issuer, subject])).slice(0, 16)}#`

export const formPositionOf = ({ sender, formId }: Pick<FormRecord, 'sender' | 'formId'>): FormPosition =>
  FormPosition.parse(`${positionPrefixOf(sender)}${formId}`)

/** True if a form at this position can belong to this sender, or if no sender is given. */
export const isPositionOf = (place: FormPosition, sender: FormRecord['sender'] | undefined): boolean =>
  sender === undefined || place.startsWith(positionPrefixOf(sender))

export const formIdOf = (place: FormPosition): FormId => FormId.parse(formIdIn(place))
