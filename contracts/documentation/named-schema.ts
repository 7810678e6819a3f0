/** The documentation of a schema: the name and the texts that the OpenAPI and AsyncAPI documents show. */
import type * as z from 'zod/mini'

/** The description of a field, and a JSON Schema `format` if the field's own schema has none. */
export type FieldDocumentation = string | { readonly description: string; readonly format: string }

/** The fields of an object schema. Another schema has none. */
type FieldsOf<Schema> = Schema extends { readonly shape: infer Shape }
  ? { readonly [Name in keyof Shape]?: FieldDocumentation }
  : Readonly<Record<string, never>>

export interface NamedSchema {
  /** The name of the component, from which generated clients derive the name of a type. */
  readonly name: string
  readonly schema: z.core.$ZodType
  readonly description: string
  /** The descriptions of the fields whose meaning is not the common one (common-fields.ts). */
  readonly fields: Readonly<Record<string, FieldDocumentation>>
  /** The JSON Schema `format` of a string. */
  readonly format?: string
  readonly example?: unknown
}

interface SchemaDocumentation<Schema extends z.core.$ZodType> {
  readonly description: string
  readonly fields?: FieldsOf<Schema>
  readonly format?: string
  readonly example?: z.input<Schema>
}

/** Names and documents a schema. The compiler refuses the description of a field that the schema does not have. */
export const named = <Schema extends z.core.$ZodType>(
  name: string,
  schema: Schema,
  { fields, ...documentation }: SchemaDocumentation<Schema>,
): NamedSchema => ({ name, schema, ...documentation, fields: Object.fromEntries(Object.entries(fields ?? {})) })
