/** Generates the JSON Schemas of the documents from the zod schemas, with their names and descriptions. */
import * as z from 'zod/mini'
import { protocol } from '../protocol.ts'
import type { Step } from '../step.ts'
import { commonFields } from './common-fields.ts'
import type { FieldDocumentation, NamedSchema } from './named-schema.ts'
import { namedSchemas } from './schemas.ts'
import { stepDocumentation } from './steps.ts'

export type Json = { [name: string]: unknown }

/** Requests are described before parsing, replies as they are sent. */
export type Direction = 'request' | 'reply'

const referencePrefix = '#/components/schemas/'
export const referenceTo = (name: string): Json => ({ $ref: `${referencePrefix}${name}` })

/** `send-form` becomes `SendForm`. */
const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase())

const stepsByName: readonly (readonly [string, Step])[] = Object.entries<Step>(protocol)
const documentationOf: Readonly<Record<string, (typeof stepDocumentation)[keyof typeof stepDocumentation]>> =
  stepDocumentation

/**
 * The bodies and replies of the steps. A schema that is already named keeps its name; the others get the name of their
 * step.
 */
const bodiesAndReplies = (): NamedSchema[] =>
  stepsByName.flatMap(([step, { summary, body, reply }]): NamedSchema[] => {
    const documentation = documentationOf[step]
    const what = `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`
    return [
      {
        name: `${pascalCase(step)}Request`,
        schema: body,
        description: `The body of a request that ${what}`,
        fields: documentation?.body ?? {},
      },
      {
        name: `${pascalCase(step)}Reply`,
        schema: reply,
        description: `The reply to a request that ${what}`,
        fields: documentation?.reply ?? {},
      },
    ]
  })

export interface Schemas {
  /** Returns the name of the component of a body, a reply or another named schema. */
  nameOf(schema: z.core.$ZodType): string
  /** Returns the schemas of the fields of a query or a path, and which of them are required. */
  parametersOf(schema: z.core.$ZodType): { readonly properties: Json; readonly required: readonly string[] }
  /**
   * Returns the named schemas with these names and all schemas that they refer to.
   * @throws an error if a schema differs in requests and in replies, because it then needs two names
   */
  componentsOf(names: Readonly<Record<Direction, readonly string[]>>): Record<string, Json>
}

export function generateSchemas(): Schemas {
  const registry = z.registry<{ id: string }>()
  const documentation = new Map<string, NamedSchema>()
  // Several schemas may have the same name, for example one list of permissions that occurs in two steps.
  for (const each of [...namedSchemas, ...bodiesAndReplies()]) {
    if (registry.has(each.schema)) continue
    registry.add(each.schema, { id: each.name })
    documentation.set(each.name, each)
  }
  for (const [step, { query, pathParameters }] of stepsByName) {
    for (const schema of [query, pathParameters]) {
      if (!registry.has(schema)) registry.add(schema, { id: `${step} parameters ${schema === query}` })
    }
  }
  // Omits the checks that JSON Schema cannot express, for example that a point is on the curve. Descriptions state them.
  const options = { unrepresentable: 'any', uri: (id: string) => `${referencePrefix}${id}` } as const
  const generated: Readonly<Record<Direction, Readonly<Record<string, Json>>>> = {
    request: z.toJSONSchema(registry, { ...options, io: 'input' }).schemas,
    reply: z.toJSONSchema(registry, { ...options, io: 'output' }).schemas,
  }
  const schemaOf = (name: string, direction: Direction): Json => {
    const { $schema: _, $id: __, ...schema } = withoutTypeLists(generated[direction][name] ?? {})
    // A refinement of a named schema is generated as a reference to it.
    return Object.keys(schema).join() === '$ref' ? schemaOf(referencesIn(schema)[0] ?? '', direction) : schema
  }
  const nameOf = (schema: z.core.$ZodType): string => {
    const name = registry.get(schema)?.id
    if (name === undefined) throw new Error('the schema has no name')
    return name
  }
  return {
    nameOf,
    parametersOf(schema) {
      const { properties, required } = Object(schemaOf(nameOf(schema), 'request'))
      return { properties: properties ?? {}, required: required ?? [] }
    },
    componentsOf(names) {
      const components = new Map<string, Json>()
      const add = (name: string, direction: Direction): void => {
        const schema = describe(schemaOf(name, direction), documentation.get(name))
        const known = components.get(name)
        if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
          throw new Error(`${name} differs in requests and in replies`)
        }
        if (known !== undefined) return
        components.set(name, schema)
        for (const referred of referencesIn(schema)) add(referred, direction)
      }
      for (const direction of ['request', 'reply'] as const) for (const name of names[direction]) add(name, direction)
      return Object.fromEntries([...components].sort(([one], [other]) => (one < other ? -1 : 1)))
    },
  }
}

/** Returns the names of the components that a schema refers to. */
export const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === '$ref' && typeof part === 'string' ? [part.slice(referencePrefix.length)] : referencesIn(part),
  )
}

/** Writes `type: ['string', 'number']` as `anyOf`, which means the same. Some generators of clients know only the latter. */
const withoutTypeLists = (schema: Json): Json => {
  const { type, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, isJson(part) ? withoutTypeLists(part) : part]),
  )
  if (Array.isArray(type)) return { ...rest, anyOf: type.map((one: unknown) => ({ type: one })) }
  return type === undefined ? rest : { type, ...rest }
}

const describe = (schema: Json, documentation: NamedSchema | undefined): Json => {
  if (documentation === undefined) return schema
  const { description, fields, format, example } = documentation
  return {
    description,
    ...schema,
    ...(format !== undefined && { format }),
    ...(isJson(schema.properties) && { properties: describeFields(schema.properties, fields) }),
    ...(example !== undefined && { examples: [example] }),
  }
}

const describeFields = (properties: Json, fields: NamedSchema['fields']): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      { ...descriptionOf(fields[name] ?? commonFields[name]), ...Object(property) },
    ]),
  )

/** Returns the description and the format of a field. A field without documentation stays without; a test finds it. */
export const descriptionOf = (field: FieldDocumentation | undefined): Json => {
  if (field === undefined) return {}
  return typeof field === 'string' ? { description: field } : { ...field }
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
