/** Adds the documentation of the steps and their fields to the declarations, so that editors show it. */
import { commonFields, commonParameters } from '../../contracts/documentation/common-fields.ts'
import type { FieldDocumentation } from '../../contracts/documentation/named-schema.ts'
import { callerOf } from '../../contracts/documentation/operation.ts'
import { namedSchemas } from '../../contracts/documentation/schemas.ts'
import { stepDocumentation } from '../../contracts/documentation/steps.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Returns a comment of one or more lines. */
const comment = (text: string, indent: string): string => {
  const lines = text.replaceAll('*/', '*\u2060/').split('\n')
  return lines.length === 1
    ? `${indent}/** ${lines[0]} */`
    : [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

const textOf = (step: (typeof protocol)[StepName]): string =>
  [step.summary, `\`${step.method} ${step.path}\``, stepDocumentation[step.name].description, callerOf(step)].join(
    '\n\n',
  )

/**
 * Returns the declaration of the protocol with the documentation of each step. The compiler's own declaration repeats the types of
 * all steps, without their comments.
 */
export const protocolTypes = (): string => {
  const steps = Object.values(protocol).map(
    (step) =>
      `${comment(textOf(step), '  ')}\n  readonly '${step.name}': typeof import('./steps/${step.name}.js').${camelCase(step.name)}`,
  )
  return `export declare const protocol: {\n${steps.join('\n')}\n}\nexport type StepName = keyof typeof protocol\n`
}

/**
 * Replaces the client's methods, which the sources derive from the protocol, by an interface with the documentation of each
 * method. A derived member with another name than its step has no documentation.
 * @throws {Error} if the declaration does not contain the methods
 */
export const withDocumentedMethods = (declared: string): string => {
  const derived = /export type Methods<HasToken extends boolean> = \{[^{}]*\};?/
  if (!derived.test(declared)) throw new Error('The declarations do not contain the methods of the client.')
  const methods = Object.values(protocol).map(
    (step) =>
      `${comment(textOf(step), '  ')}\n  readonly ${camelCase(step.name)}: Method<Protocol['${step.name}'], HasToken>`,
  )
  return declared.replace(
    derived,
    () => `export interface Methods<HasToken extends boolean> {\n${methods.join('\n')}\n}`,
  )
}

type Fields = Readonly<Record<string, FieldDocumentation>>

/** Returns the documented fields of a part of a step. Those of the step itself take precedence over those of its schema. */
const fieldsOf = (name: StepName, part: string): Fields => {
  const { path, query, body, reply } = stepDocumentation[name]
  const schemas: Readonly<Record<string, unknown>> = { body: protocol[name].body, reply: protocol[name].reply }
  const schema = namedSchemas.find((each) => each.schema === schemas[part])
  switch (part) {
    case 'pathParameters':
      return { ...commonFields, ...path }
    case 'query':
      return { ...commonFields, ...commonParameters, ...query }
    case 'body':
      return { ...commonFields, ...schema?.fields, ...body }
    default:
      return { ...commonFields, ...schema?.fields, ...reply }
  }
}

const isStep = (name: string): name is StepName => Object.hasOwn(protocol, name)

/** Adds a comment to each field of a step, in the declaration of the step's file. */
export const withFieldComments = (declared: string, name: string): string => {
  if (!isStep(name)) return declared
  let fields: Fields = {}
  return declared
    .split('\n')
    .flatMap((line) => {
      const [, part] = /^ {4}readonly (pathParameters|query|body|reply): /.exec(line) ?? []
      if (part !== undefined) fields = fieldsOf(name, part)
      const [, field = ''] = /^ {8}(\w+): /.exec(line) ?? []
      const found = fields[field]
      if (found === undefined) return [line]
      return [comment(typeof found === 'string' ? found : found.description, '        '), line]
    })
    .join('\n')
}
