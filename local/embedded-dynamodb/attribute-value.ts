/** Attribute values in DynamoDB's wire format: their validation, equality and order. Sets are not supported. */

export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  /** Base64. */
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item }

export interface Item {
  readonly [attribute: string]: AttributeValue
}

export const isItem = (input: unknown): input is Item =>
  typeof input === 'object' && input !== null && !Array.isArray(input) && Object.values(input).every(isAttributeValue)

export const isAttributeValue = (input: unknown): input is AttributeValue => {
  if (typeof input !== 'object' || input === null) return false
  const [entry, ...others] = Object.entries(input)
  if (entry === undefined || others.length > 0) return false
  const [type, value] = entry
  switch (type) {
    case 'S':
    case 'B':
      return typeof value === 'string'
    case 'N':
      return typeof value === 'string' && isExactNumber(value)
    case 'BOOL':
    case 'NULL':
      return typeof value === 'boolean'
    case 'L':
      return Array.isArray(value) && value.every(isAttributeValue)
    default:
      return type === 'M' && isItem(value)
  }
}

const number = /^-?(\d+)(?:\.(\d+))?(?:[eE][+-]?\d+)?$/
const exactDigits = 15

/** Returns true if JavaScript represents the number exactly. DynamoDB itself accepts 38 digits. */
const isExactNumber = (text: string): boolean => {
  const [isNumber, integer = '', fraction = ''] = number.exec(text) ?? []
  if (isNumber === undefined || !Number.isFinite(Number(text))) return false
  return Number.isSafeInteger(Number(text)) || integer.length + fraction.length <= exactDigits
}

/** Returns true if both values exist, have the same type and are equal. */
export const areEqual = (one: AttributeValue | undefined, other: AttributeValue | undefined): boolean => {
  if (one === undefined || other === undefined) return false
  if ('M' in one) return 'M' in other && areEqualItems(one.M, other.M)
  if ('L' in one) {
    if (!('L' in other) || one.L.length !== other.L.length) return false
    return one.L.every((value, index) => areEqual(value, other.L[index]))
  }
  if ('BOOL' in one) return 'BOOL' in other && one.BOOL === other.BOOL
  if ('NULL' in one) return 'NULL' in other
  return orderOf(one, other) === 0
}

export const areEqualItems = (one: Item, other: Item): boolean => {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && areEqual(one[name], other[name]))
  )
}

/**
 * Returns a negative number, zero or a positive number. Returns `undefined` for values that have no order: missing ones,
 * two different types, or a type other than string, number and binary.
 */
export const orderOf = (one: AttributeValue | undefined, other: AttributeValue | undefined): number | undefined => {
  if (one === undefined || other === undefined) return undefined
  if ('N' in one) return 'N' in other ? Number(one.N) - Number(other.N) : undefined
  if ('S' in one) return 'S' in other ? Buffer.from(one.S).compare(Buffer.from(other.S)) : undefined
  if ('B' in one) return 'B' in other ? bytesOf(one.B).compare(bytesOf(other.B)) : undefined
  return undefined
}

/** Returns true if both are strings or both are binary values, and the first begins with the second. */
export const beginsWith = (one: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean => {
  if (one === undefined || prefix === undefined) return false
  if ('S' in one) return 'S' in prefix && one.S.startsWith(prefix.S)
  if (!('B' in one && 'B' in prefix)) return false
  const bytes = bytesOf(prefix.B)
  return bytesOf(one.B).subarray(0, bytes.length).equals(bytes)
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')
