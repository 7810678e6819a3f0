/** Reads the claims of a token by the names in an issuer's entry. Providers differ in the names and types of claims. */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'

export type Claims = Readonly<Record<string, unknown>>

export const ClaimText = z.string().check(z.minLength(1), z.maxLength(256))

/**
 * The name of a claim, used as it is, so that it may contain dots and slashes (`https://acme.example/roles`). A `path`
 * leads into objects: `{ "path": ["realm_access", "roles"] }`.
 */
export const ClaimName = z.union([
  ClaimText,
  z.strictObject({ path: z.array(ClaimText).check(z.minLength(2), z.maxLength(5)) }),
])
export type ClaimName = z.infer<typeof ClaimName>

/** A JSON value of any type with which a claim is compared, except those that mean that there is no value. */
export const MarkValue = z.json().check(z.refine((value) => value !== null && value !== ''))
export type MarkValue = z.infer<typeof MarkValue>

/** Returns a claim by its name, or undefined if it is missing. Ignores inherited properties. */
export const claimAt = (claims: Claims, name: ClaimName): unknown =>
  (typeof name === 'string' ? [name] : name.path).reduce<unknown>(ownValue, claims)

const ownValue = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined

/** Returns the name of a claim as text, for people. */
export const claimText = (name: ClaimName): string => (typeof name === 'string' ? name : name.path.join('.'))

/** True if the claim equals the value, or is an array that contains the value. */
export const hasMark = (claim: unknown, value: MarkValue): boolean =>
  isDeepStrictEqual(claim, value) || (Array.isArray(claim) && claim.some((each) => isDeepStrictEqual(each, value)))

const Texts = z.union([z.string(), z.array(z.string())])

/**
 * Returns the values of a claim that contains groups, roles or scopes: a string, a string of words separated by spaces,
 * or an array of strings. A string with spaces counts both as a whole and as its words. A missing claim has no values.
 * Returns undefined if the claim has another type.
 */
export function valuesIn(claim: unknown): readonly string[] | undefined {
  if (claim === undefined) return []
  const texts = Texts.safeParse(claim)
  if (!texts.success) return undefined
  if (typeof texts.data !== 'string') return texts.data
  return [...new Set([texts.data, ...texts.data.split(' ')])].filter((value) => value !== '')
}
