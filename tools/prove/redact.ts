/**
 * Removes from texts all values that identify an account, a person, a form or an address. The proofs record no such
 * values, so this is only a last safeguard.
 */

const replacements: readonly (readonly [RegExp, string])[] = [
  [/\barn:[\w-]+:[^\s"',;]*/g, '[arn]'],
  [/\beyJ[\w-]+(\.[\w-]*)*/g, '[token]'],
  [/\bsf[a-z]_[\w-]+/g, '[key]'],
  [/\b(https?|wss?):\/\/[^\s"',;]+/g, '[address]'],
  [/\b[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[e-mail]'],
  [/\b([\w-]+\.)+(amazonaws|amazoncognito|cloudfront)\.(com|net)\b/g, '[address]'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '[id]'],
  [/\b[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+/g, '[pool]'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '[address]'],
  [/\b\d{12}\b/g, '[account]'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, '[access key]'],
]

export const redact = (text: string): string =>
  replacements.reduce((redacted, [pattern, replacement]) => redacted.replaceAll(pattern, replacement), text)

/** Redacts every text in a value, including the names of its properties. */
export const redactAll = (value: unknown): unknown => {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(redactAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [redact(name), redactAll(each)]))
}
