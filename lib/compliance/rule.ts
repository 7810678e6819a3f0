/** Defines the pack's rules. A rule checks a resource as CloudFormation receives it, with all overrides. */
import { type CfnResource, Stack } from 'aws-cdk-lib'
import * as z from 'zod/mini'

export interface Rule {
  /** The rule's name. Its findings have the id `PCI.DSS.401-<name>`. */
  readonly name: string
  /** The requirement of PCI DSS 4.0.1 that the rule checks. */
  readonly requirement: string
  /** The resource types that the rule applies to, such as `AWS::KMS::Key`. */
  readonly types: readonly string[]
  /** What is wrong with a resource that violates the rule. */
  readonly violation: string
  readonly rationale: string
  readonly isViolatedBy: (resource: CfnResource) => boolean
}

const Rendered = z.object({
  Resources: z.record(z.string(), z.looseObject({ Properties: z._default(z.unknown(), {}) })),
})

/**
 * Returns a resource's properties. References to other resources remain CloudFormation functions, such as `{ Ref: … }`.
 */
export function propertiesOf(resource: CfnResource): unknown {
  const rendered = '_toCloudFormation' in resource ? resource._toCloudFormation : undefined
  if (typeof rendered !== 'function') throw new Error(`${resource.node.path} does not expose its properties`)
  const { Resources } = Rendered.parse(Stack.of(resource).resolve(rendered.call(resource)))
  return Object.values(Resources)[0]?.Properties
}

/** Returns a rule about the properties in a schema. A resource that does not match the schema violates it. */
export const violatedWhen =
  <Properties extends z.ZodMiniType>(schema: Properties, isBroken: (properties: z.output<Properties>) => boolean) =>
  (resource: CfnResource): boolean => {
    const properties = schema.safeParse(propertiesOf(resource))
    return !properties.success || isBroken(properties.data)
  }

/** For rules about resource types that must not exist: every resource of such a type violates the rule. */
export const alwaysViolated = () => true

const oneOrMore = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.union([z.array(item), item]),
    z.transform((value): readonly z.output<Item>[] => (Array.isArray(value) ? value : [value])),
  )

const Statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z._default(oneOrMore(z.string()), []),
  Principal: z.optional(z.unknown()),
  Resource: z.optional(z.unknown()),
  Condition: z._default(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
})

/** The policy document of a resource or role. */
export const Policy = z.looseObject({ Statement: oneOrMore(Statement) })
export type Statement = z.output<typeof Statement>

export const allowStatements = ({ Statement: statements }: z.output<typeof Policy>) =>
  statements.filter(({ Effect }) => Effect === 'Allow')

/** Returns the keys in the conditions of a statement, such as `kms:ViaService`. */
export const conditionKeys = ({ Condition }: Statement): readonly string[] =>
  Object.values(Condition).flatMap(Object.keys)

/** Returns true if the statement lists one of the actions, or a pattern that matches one. */
export function allows({ Action }: Statement, actions: readonly string[]): boolean {
  return Action.some((pattern) => {
    const [start = '', ...rest] = pattern.toLowerCase().split('*')
    return actions.some((action) =>
      rest.length === 0 ? action.toLowerCase() === start : action.toLowerCase().startsWith(start),
    )
  })
}
