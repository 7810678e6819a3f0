/**
 * IAM's decision about one request, for the elements that our policies use: identity policies, resource policies and limiting
 * policies (of a VPC endpoint). Throws for an unsupported operator or element.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Statement } from '../lib/policies.ts'

/** The condition keys of a request: one value, or several for a multivalued key. */
export type ContextKeys = Readonly<Record<string, string | readonly string[]>>

export interface AccessRequest {
  readonly action: string
  readonly resource: string
  readonly context: ContextKeys
}

export interface PolicySet {
  /** The policies of the calling role. */
  readonly identity: readonly Statement[]
  /** The policy of the table or key that is called. */
  readonly resource?: readonly Statement[]
  /** Each of them must allow the request too. */
  readonly limits?: readonly (readonly Statement[])[]
}

export interface Decision {
  readonly decision: 'allowed' | 'denied'
  /** The statements that allow it, or those that deny it. */
  readonly by: readonly Statement[]
}

/** A request is denied by one Deny; it is allowed by one statement together with every limiting policy. */
export function decide(request: AccessRequest, { identity, resource = [], limits = [] }: PolicySet): Decision {
  const applying = [...identity, ...resource].filter((statement) => applies(statement, request))
  const limitsApplying = limits.map((statements) => statements.filter((statement) => applies(statement, request)))
  const denials = [...applying, ...limitsApplying.flat()].filter(({ Effect }) => Effect === 'Deny')
  if (denials.length > 0) return { decision: 'denied', by: denials }
  const passes = limitsApplying.every((statements) => statements.some(({ Effect }) => Effect === 'Allow'))
  const by = applying.filter(({ Effect }) => Effect === 'Allow')
  return by.length > 0 && passes ? { decision: 'allowed', by } : { decision: 'denied', by: [] }
}

/** A pattern of IAM: `*` for any text, `?` for one character. */
export function matchesPattern(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(value)
}

function applies({ Action, Resource, Condition, ...others }: Statement, request: AccessRequest): boolean {
  for (const word of ['NotAction', 'NotResource', 'NotPrincipal'])
    if (word in others) throw new Error(`${word} is not understood`)
  return (
    Action.some((pattern) => matchesPattern(pattern.toLowerCase(), request.action.toLowerCase())) &&
    Resource.some((pattern) => matchesPattern(pattern, request.resource)) &&
    Object.entries(Condition).every(([operator, wanted]) =>
      Object.entries(wanted).every(([key, values]) => isMet(operator, valuesOf(values), request.context[key])),
    )
  )
}

const valuesOf = (values: unknown): readonly string[] => (Array.isArray(values) ? values : [values]).map(String)

type Compare = (wanted: string, value: string) => boolean

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: matchesPattern,
  ArnEquals: matchesPattern,
  ArnLike: matchesPattern,
  Bool: (wanted, value) => wanted === value,
}

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

function isMet(operator: string, wanted: readonly string[], given: string | readonly string[] | undefined): boolean {
  const [, set, word = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? []
  if (word === 'Null') return wanted.includes(String(given === undefined || given.length === 0))
  const negated = negations[word]
  const compare = comparisons[negated ?? word]
  if (compare === undefined) throw new Error(`${operator} is not understood`)
  const values = given === undefined ? [] : typeof given === 'string' ? [given] : given
  const fits = (value: string): boolean => wanted.some((each) => compare(each, value)) !== (negated !== undefined)
  if (set === 'ForAllValues') return values.every(fits)
  if (set === 'ForAnyValue') return values.some(fits)
  if (values.length === 0) return ifExists !== undefined || negated !== undefined
  if (values.length > 1) throw new Error(`${operator} compares one value, not ${values.length}`)
  return values.every(fits)
}
