/** Statements of policies in one format, independent of how CDK writes them. */
import * as z from 'zod/mini'
import { homeRegions, type StageName } from './synthesised.ts'

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

/** Everything that a role may do. */
export const statementsOfRole = (properties: unknown): readonly Statement[] =>
  Role.parse(properties).Policies.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument))

/** The function of a role with a fixed name, such as `send-form`. */
export const functionOfRole = (properties: unknown, stage: StageName): string | undefined => {
  const { RoleName } = Role.parse(properties)
  if (RoleName === undefined) return undefined
  const [, name] = RoleName.match(`^sealform-${stage}-(.*)-${homeRegions[stage]}$`) ?? []
  if (name === undefined) throw new Error(`The role ${RoleName} does not name its stage, its function and its Region.`)
  return name
}

export const roleNameOf = (properties: unknown): string | undefined => Role.parse(properties).RoleName
export const managedPoliciesOf = (properties: unknown): readonly unknown[] => Role.parse(properties).ManagedPolicyArns

/** A service's request, with the context keys that AWS adds. */
export interface ServiceRequest {
  /** For example `cloudtrail.amazonaws.com`. */
  readonly service: string
  readonly action: string
  readonly contextKeys: Readonly<Record<string, string>>
}

const Services = z.object({ Service: oneOrMore })
const appliesToService = ({ Principal }: Statement, service: string): boolean =>
  JSON.stringify(Principal)?.includes('"*"') === true ||
  Services.safeParse(Principal).data?.Service.includes(service) === true

const matches = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.*')}$`,
  ).test(value)

/** The operators in these policies. Others throw. */
const operators: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  Bool: (wanted, value) => wanted === value,
  StringLike: matches,
  ArnLike: matches,
  ArnEquals: matches,
}

/** A condition on a missing context key is not met. */
const isConditionMet = ({ Condition }: Statement, contextKeys: ServiceRequest['contextKeys']): boolean =>
  Object.entries(Condition).every(([operator, wanted]) => {
    const fits = operators[operator]
    if (fits === undefined) throw new Error(`${operator} is not supported`)
    return Object.entries(wanted).every(([key, values]) => {
      const value = contextKeys[key]
      return value !== undefined && oneOrMore.parse(values).some((each) => fits(each, value))
    })
  })

/** Whether a policy alone allows a service's request, as IAM evaluates it: allowed by one statement, denied by none. */
export function allowsService(
  statements: readonly Statement[],
  { service, action, contextKeys }: ServiceRequest,
): boolean {
  const speaking = statements.filter(
    (each) =>
      appliesToService(each, service) &&
      each.Action.some((pattern) => matches(pattern, action)) &&
      isConditionMet(each, contextKeys),
  )
  return speaking.some(({ Effect }) => Effect === 'Allow') && speaking.every(({ Effect }) => Effect === 'Allow')
}
