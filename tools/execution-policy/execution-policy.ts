/**
 * Computes the policies for the role with which CloudFormation deploys a stage (`cdk bootstrap
 * --cloudformation-execution-policies`). The policies are computed from the stage's templates.
 */
import * as z from 'zod/mini'
import { permissionsBoundaryArnOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { regionsOf } from '../cdk/cdk-arguments.ts'
import type { DeployedResource } from '../cost/deployment.ts'
import { addedStatements, roleStatements } from './added-statements.ts'
import type { HandlerPermissions } from './handler-permissions.ts'
import { scopesOf } from './scopes.ts'
import { splitIntoPolicies } from './split-into-policies.ts'
import { stageActions } from './stage-actions.ts'
import { allow, type PolicyDocument, type Statement } from './statement.ts'

export interface ExecutionPolicyProps {
  readonly settings: StageSettings
  readonly resources: readonly Pick<DeployedResource, 'type' | 'logicalId' | 'properties'>[]
  readonly known: HandlerPermissions
}

/**
 * Returns the policies.
 * @throws {Error} if the permissions of a type are not recorded, or if `scopesOf` has no ARNs for a service
 */
export const executionPolicies = ({ settings, resources, known }: ExecutionPolicyProps): readonly PolicyDocument[] => {
  const actions = stageActions(
    resources.map(({ type }) => type),
    known,
  )
  const secrets = resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret')
  const scopes = scopesOf(
    settings,
    secrets.map(({ logicalId }) => logicalId),
  )
  const byService = Map.groupBy(actions, (action) => action.split(':', 1)[0] ?? '')
  const statements = [...byService].flatMap(([service, ofService]): readonly Statement[] => {
    const found = Object.entries(scopes).find(([name]) => name === service)
    if (found === undefined) throw new Error(`tools/execution-policy/scopes.ts has no resources of ${service}.`)
    const [, Resource] = found
    const ofAccount = ofService.filter((action) => known.actions[action] === 'of-account')
    const ofResources = ofService.filter((action) => known.actions[action] !== 'of-account')
    if (service === 'iam') return roleStatements(settings, ofResources, Resource)
    return [
      ...(ofResources.length > 0 ? [allow(ofResources, Resource)] : []),
      ...(ofAccount.length > 0 ? [allow(ofAccount, ['*'])] : []),
    ]
  })
  const added = addedStatements({
    settings,
    roles: scopes.iam,
    functions: scopes.lambda.filter((arn) => arn.includes(':function:')),
    trusted: trustedServices(resources),
  })
  return splitIntoPolicies([...statements, ...added].map(inRegionsOf(settings)))
}

/**
 * Limits a statement to the stage's Regions. Requests to global services count as requests in us-east-1, where the
 * stage also has a stack.
 */
const inRegionsOf =
  (settings: StageSettings) =>
  ({ Condition = {}, ...statement }: Statement): Statement => ({
    ...statement,
    Condition: {
      ...Condition,
      StringEquals: { ...Condition.StringEquals, 'aws:RequestedRegion': regionsOf(settings) },
    },
  })

const Trust = z.looseObject({
  AssumeRolePolicyDocument: z.looseObject({
    Statement: z.array(z.looseObject({ Principal: z.optional(z.looseObject({ Service: z.optional(z.string()) })) })),
  }),
})

/** Returns the services that a role of the stage trusts. */
const trustedServices = (resources: ExecutionPolicyProps['resources']): readonly string[] => {
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role')
  const statements = roles.flatMap(({ properties }) => Trust.parse(properties).AssumeRolePolicyDocument.Statement)
  return [...new Set(statements.flatMap(({ Principal }) => Principal?.Service ?? []))].sort()
}

/**
 * Returns one sentence about what the policies cannot prevent without a permissions boundary, or undefined if the stage
 * has a boundary.
 */
export const describeMissingBoundary = (settings: StageSettings): string | undefined =>
  permissionsBoundaryArnOf(settings) === undefined
    ? 'Without the setting permissionsBoundary, CloudFormation can give the roles of this stage any permission.'
    : undefined
