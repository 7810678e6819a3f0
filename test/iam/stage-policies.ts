/** The policies of every function of a synthesised stage that apply to a request. */
import * as z from 'zod/mini'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { tableLogicalId } from '../../lib/table.ts'
import { functionOfRole, roleNameOf, type Statement, statementsOf, statementsOfRole } from '../lib/policies.ts'
import type { StageName, Synthesised } from '../lib/synthesised.ts'
import type { ContextKeys, PolicySet } from './policy-evaluator.ts'

export interface FunctionPolicies {
  readonly policies: PolicySet
  /** The policies of tables, by their ARNs. */
  readonly resourcePolicies: ReadonlyMap<string, readonly Statement[]>
  /** The condition keys that AWS adds to each request of the function. */
  readonly context: ContextKeys
}

export const arnOfTable = (table: TableName): string => `<${tableLogicalId(table)}.Arn>`
export const vaultKeyArn = '<VaultKey.Arn>'
export const tablesKeyArn = '<TablesKey.Arn>'

const InVpc = z.looseObject({ FunctionName: z.string(), VpcConfig: z.optional(z.unknown()) })
const Table = z.looseObject({ ResourcePolicy: z.optional(z.looseObject({ PolicyDocument: z.unknown() })) })

/** By function name, without the stage. */
export function functionPolicies({ all, one }: Synthesised, stage: StageName): ReadonlyMap<string, FunctionPolicies> {
  const functions = all('AWS::Lambda::Function').map(({ properties }) => InVpc.safeParse(properties).data)
  const inVpc = new Set(functions.flatMap((each) => (each?.VpcConfig === undefined ? [] : [each.FunctionName])))
  const endpoints = all('AWS::EC2::VPCEndpoint').flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
  const resourcePolicies = new Map(
    all('AWS::DynamoDB::Table').map(({ id, properties }) => [`<${id}.Arn>`, tablePolicyOf(properties)]),
  )
  const vpcId = `<${one('AWS::EC2::VPC').id}>`
  return new Map(
    all('AWS::IAM::Role').flatMap(({ properties }) => {
      const name = functionOfRole(properties, stage)
      if (name === undefined) return []
      const isInVpc = inVpc.has(`sealform-${stage}-${name}`)
      return [
        [
          name,
          {
            policies: { identity: statementsOfRole(properties), limits: isInVpc ? [endpoints] : [] },
            resourcePolicies,
            context: {
              'aws:PrincipalArn': `arn:aws:iam::${accountOf(endpoints)}:role/${roleNameOf(properties)}`,
              'aws:PrincipalAccount': accountOf(endpoints),
              ...(isInVpc && { 'aws:SourceVpc': vpcId }),
            },
          },
        ] as const,
      ]
    }),
  )
}

const tablePolicyOf = (properties: unknown): readonly Statement[] => {
  const { ResourcePolicy } = Table.parse(properties)
  return ResourcePolicy === undefined ? [] : statementsOf(ResourcePolicy.PolicyDocument)
}

/** The account that the network endpoints admit. */
const accountOf = (endpoints: readonly Statement[]): string =>
  String(endpoints[0]?.Condition.StringEquals?.['aws:PrincipalAccount'])
