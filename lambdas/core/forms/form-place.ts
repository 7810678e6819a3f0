import * as z from 'zod/mini'
import { FormId } from '../../../contracts/identifiers.ts'
import { hashOf } from '../one-time-keys/one-time-key.ts'
import type { FormRecord } from './form.ts'

const formIdIn = (place: string): string => place.slice(place.indexOf('#') + 1)

/**
 * The place of a form in the list of its conversation: 64 bits of its sender's hash, then its id. The forms of one sender are a range
 * of their own, so that listing them reads no form of another sender (promise I9). The range finds forms; it does not prove whose they are.
 */
export const FormPlace = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{16}#/),
    z.refine((place) => FormId.safeParse(formIdIn(place)).success),
  )
  .brand<'FormPlace'>()
export type FormPlace = z.infer<typeof FormPlace>

/** What the places of one sender's forms begin with. */
export const placePrefixOf = ({ issuer, subject }: FormRecord['sender']): string =>
  `${hashOf(JSON.stringify([issuer, subject])).slice(0, 16)}#`

export const placeOf = ({ sender, formId }: Pick<FormRecord, 'sender' | 'formId'>): FormPlace =>
  FormPlace.parse(`${placePrefixOf(sender)}${formId}`)

/** Whether a form at this place can be one of the sender's; at any place where no sender is named. */
export const isPlaceOf = (place: FormPlace, sender: FormRecord['sender'] | undefined): boolean =>
  sender === undefined || place.startsWith(placePrefixOf(sender))

export const formIdOf = (place: FormPlace): FormId => FormId.parse(formIdIn(place))
