/**
 * Represents conditions as values that can be combined. Only this file turns conditions into DynamoDB expressions. Each
 * request has its own placeholders, so one condition does not depend on the placeholders of another.
 */

export interface Placeholders {
  /** Returns the placeholder for an attribute. A dot in the path separates a map from the attribute in it. */
  name(path: string): string
  value(value: unknown): string
}

export type Condition = (of: Placeholders) => string

export const isPresent =
  (attribute: string): Condition =>
  (of) =>
    `attribute_exists(${of.name(attribute)})`

export const isAbsent =
  (attribute: string): Condition =>
  (of) =>
    `attribute_not_exists(${of.name(attribute)})`

const compares =
  (operator: '=' | '<>' | '>' | '<') =>
  (attribute: string, value: unknown): Condition =>
  (of) =>
    `${of.name(attribute)} ${operator} ${of.value(value)}`

export const equals = compares('=')
export const differs = compares('<>')
export const isGreater = compares('>')
export const isLess = compares('<')

export const isOneOf =
  (attribute: string, values: readonly unknown[]): Condition =>
  (of) =>
    `${of.name(attribute)} IN (${values.map((value) => of.value(value)).join(', ')})`

export const beginsWith =
  (attribute: string, prefix: string): Condition =>
  (of) =>
    `begins_with(${of.name(attribute)}, ${of.value(prefix)})`

/** Combines conditions with AND. Adds parentheses only around an OR inside an AND. */
export const allOf =
  (...conditions: readonly Condition[]): Condition =>
  (of) =>
    conditions
      .map((condition) => condition(of))
      .map((text) => (text.includes(' OR ') ? `(${text})` : text))
      .join(' AND ')

export const anyOf =
  (...conditions: readonly Condition[]): Condition =>
  (of) =>
    conditions.map((condition) => condition(of)).join(' OR ')

/** The changes that an update makes. An attribute whose new value is `undefined` stays unchanged. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>
  /** Attributes to set only if they are absent. */
  readonly setOnce?: Readonly<Record<string, unknown>>
  /** Numbers to add to the stored ones. A missing attribute counts as zero. */
  readonly add?: Readonly<Record<string, number>>
  readonly remove?: readonly string[]
}

function placeholders() {
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const of: Placeholders = {
    name: (path) =>
      path
        .split('.')
        .map((part) => {
          names[`#${part}`] = part
          return `#${part}`
        })
        .join('.'),
    value: (value) => {
      const placeholder = `:v${Object.keys(values).length}`
      values[placeholder] = value
      return placeholder
    },
  }
  return {
    of,
    /** Returns only the maps that are not empty, because DynamoDB rejects an empty map of values. */
    used: () => ({
      ExpressionAttributeNames: names,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  }
}

/** The request parameters of a conditional put, delete or check. */
export function onCondition(condition: Condition) {
  const { of, used } = placeholders()
  return { ConditionExpression: condition(of), ...used() }
}

/** The request parameters of a query. */
export function whereKey(condition: Condition) {
  const { of, used } = placeholders()
  return { KeyConditionExpression: condition(of), ...used() }
}

/** The request parameters of a filtered scan. */
export function whereFilter(condition: Condition) {
  const { of, used } = placeholders()
  return { FilterExpression: condition(of), ...used() }
}

/** The request parameters of a conditional update. */
export function conditionalUpdate(change: Change, condition: Condition) {
  const { of, used } = placeholders()
  return { UpdateExpression: updateExpression(change, of), ConditionExpression: condition(of), ...used() }
}

/** The request parameters of an update that also creates a missing item. */
export function unconditionalUpdate(change: Change) {
  const { of, used } = placeholders()
  return { UpdateExpression: updateExpression(change, of), ...used() }
}

function updateExpression({ set = {}, setOnce = {}, add = {}, remove = [] }: Change, of: Placeholders): string {
  const given = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).filter(([, value]) => value !== undefined)
  const assignments = [
    ...given(set).map(([name, value]) => `${of.name(name)} = ${of.value(value)}`),
    ...given(setOnce).map(([name, value]) => `${of.name(name)} = if_not_exists(${of.name(name)}, ${of.value(value)})`),
  ]
  const additions = Object.entries(add).map(([name, value]) => `${of.name(name)} ${of.value(value)}`)
  const clauses = [
    ...(assignments.length > 0 ? [`SET ${assignments.join(', ')}`] : []),
    ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.map(of.name).join(', ')}`] : []),
  ]
  return clauses.join(' ')
}
