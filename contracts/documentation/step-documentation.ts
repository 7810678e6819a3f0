/** The documentation of a step: what the OpenAPI document says about its operation. */
import type * as z from 'zod/mini'
import type { FieldErrorCode, RefusalCode } from '../problem.ts'
import type { Step } from '../step.ts'
import type { FieldDocumentation } from './named-schema.ts'
import type { TagName } from './tags.ts'

/** A rule that the schema of the request cannot express: the field of the error, its code and when it is returned. */
export type FieldRule = readonly [field: string, code: FieldErrorCode, when: string]

type Fields = Readonly<Record<string, FieldDocumentation>>

export interface StepDocumentation {
  readonly tag: TagName
  /** Markdown: what the operation does, its rules and its limits. */
  readonly description: string
  /** The fields of the path, query, body and reply, if they are not documented elsewhere (common-fields.ts, schemas). */
  readonly path: Fields
  readonly query: Fields
  readonly body: Fields
  readonly reply: Fields
  /** When the step refuses with each code. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, string>>>
  readonly fieldRules: readonly FieldRule[]
  readonly example: {
    readonly path: Readonly<Record<string, string>>
    readonly query: Readonly<Record<string, string>>
    readonly body: unknown
    readonly reply: unknown
  }
}

/** The fields of a schema of an object, and nothing for another schema. */
type FieldsOf<Schema> = Schema extends { readonly shape: infer Shape }
  ? { readonly [Name in keyof Shape]?: FieldDocumentation }
  : Fields

/** The refusals whose meaning depends on the step. The others have one meaning everywhere (refusals.ts). */
type OwnRefusal = 'not-available' | 'not-found' | 'conflict' | 'sign-in-again'

interface GivenDocumentation<S extends Step> {
  readonly tag: TagName
  readonly description: string
  readonly path?: FieldsOf<S['pathParameters']>
  readonly query?: FieldsOf<S['query']>
  readonly body?: FieldsOf<S['body']>
  readonly reply?: FieldsOf<S['reply']>
  readonly refusals: { readonly [Code in Extract<S['refusals'][number], OwnRefusal>]: string } & {
    readonly [Code in S['refusals'][number] | 'too-many-requests']?: string
  }
  readonly fieldRules?: readonly FieldRule[]
  readonly example: {
    readonly path?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, string>>
    readonly body?: z.input<S['body']>
    readonly reply: z.input<S['reply']>
  }
}

/**
 * Documents a step. The compiler requires a text for each of its own refusals, and examples that match its schemas; it
 * refuses the description of a field that the step does not have.
 */
export const documented = <const S extends Step>(
  _step: S,
  { refusals, example, fieldRules = [], ...given }: GivenDocumentation<S>,
): StepDocumentation => ({
  tag: given.tag,
  description: given.description,
  path: entriesOf(given.path),
  query: entriesOf(given.query),
  body: entriesOf(given.body),
  reply: entriesOf(given.reply),
  refusals,
  fieldRules,
  example: { path: {}, query: {}, body: undefined, ...example },
})

const entriesOf = (fields: object = {}): Fields => Object.fromEntries(Object.entries(fields))
