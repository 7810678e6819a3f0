/** Rules about roles and functions whose caller is an AWS service. */
import * as z from 'zod/mini'
import { conditionKeys, Policy, type Statement, violatedWhen } from '../rule.ts'
import type { Pitfall } from './pitfall.ts'

/** The services that send their source when they assume a role, according to their documentation. */
const sendingSource = new Set([
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
  'vpc-flow-logs.amazonaws.com',
])
const sourceKeys = /^aws:Source(Arn|Account|OrgID|OrgPaths)$/i
const Principal = z.looseObject({ Service: z.optional(z.union([z.string(), z.array(z.string())])) })

const servicesOf = ({ Principal: principal }: Statement): readonly string[] =>
  [Principal.safeParse(principal).data?.Service ?? []].flat()

const requiresUnsentSource = (statement: Statement): boolean =>
  conditionKeys(statement).some((key) => sourceKeys.test(key)) &&
  servicesOf(statement).some((service) => !sendingSource.has(service))

export const callers: readonly Pitfall[] = [
  {
    name: 'TrustRequiresWhatIsSent',
    types: ['AWS::IAM::Role'],
    violation: 'A role requires the source of a service that is not known to send it when it assumes a role.',
    rationale: 'The service cannot assume the role. CloudTrail then refuses to create the trail.',
    learnedFrom: 'https://github.com/prowler-cloud/prowler/issues/4714',
    isViolatedBy: violatedWhen(z.looseObject({ AssumeRolePolicyDocument: Policy }), ({ AssumeRolePolicyDocument }) =>
      AssumeRolePolicyDocument.Statement.some(requiresUnsentSource),
    ),
  },
  {
    name: 'PermissionNamesItsSource',
    types: ['AWS::Lambda::Permission'],
    violation: 'A service may call the function, on behalf of any resource of any account.',
    rationale:
      'The service calls on behalf of any account that configures it. Only a source ARN or account limits that.',
    learnedFrom: 'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
    isViolatedBy: violatedWhen(
      z.looseObject({
        Principal: z.unknown(),
        SourceArn: z.optional(z.unknown()),
        SourceAccount: z.optional(z.unknown()),
      }),
      ({ Principal: principal, SourceArn, SourceAccount }) =>
        String(principal).endsWith('.amazonaws.com') && SourceArn === undefined && SourceAccount === undefined,
    ),
  },
]
