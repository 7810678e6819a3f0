/** Statements of policies in one form, whatever form CDK wrote them in. */
import * as z from 'zod/mini'

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
)
const Statement = z.looseObject({
  Sid: z._default(z.string(), ''),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: z._default(oneOrMore, []),
  Principal: z.optional(z.unknown()),
  Condition: z._default(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
})
export type Statement = z.infer<typeof Statement>

const Document = z.looseObject({ Statement: z.array(Statement) })
export const statementsOf = (document: unknown): readonly Statement[] => Document.parse(document).Statement

const Role = z.looseObject({
  RoleName: z.optional(z.string()),
  Policies: z._default(z.array(z.looseObject({ PolicyDocument: z.unknown() })), []),
  ManagedPolicyArns: z._default(z.array(z.unknown()), []),
})

/** All that a role may do. */
export const statementsOfRole = (properties: unknown): readonly Statement[] =>
  Role.parse(properties).Policies.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument))

export const roleNameOf = (properties: unknown): string | undefined => Role.parse(properties).RoleName
export const managedPoliciesOf = (properties: unknown): readonly unknown[] => Role.parse(properties).ManagedPolicyArns
