/** Rules about templates that prevent the deployment of a second stage, a second Region or the next release. */
import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { propertiesOf, violatedWhen } from '../rule.ts'
import type { Pitfall } from './pitfall.ts'

/** The property that contains the name, for each type whose names are unique in an account across all Regions. */
const accountWideNames: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': ['RoleName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::KeyValueStore': ['Name'],
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig', 'Name'],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig', 'Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::CloudTrail::Trail': ['TrailName'],
}
const region = /(^|-)[a-z]{2}-[a-z]+-\d+(-|$)|AWS::Region/

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((part, name) => z.record(z.string(), z.unknown()).safeParse(part).data?.[name], value)

/** The resource types of code, which a release can remove, rename or move. */
const codeTypes = [
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::IAM::Role',
  'AWS::ElastiCache::User',
]

const isExported = (resource: CfnResource): boolean => {
  const stack = Stack.of(resource)
  const id = JSON.stringify(stack.resolve(resource.logicalId))
  const references = [`{"Ref":${id}}`, `{"Fn::GetAtt":[${id},`]
  return stack.node
    .findAll()
    .filter((each): each is CfnOutput => each instanceof CfnOutput && each.exportName !== undefined)
    .map(({ value }) => JSON.stringify(stack.resolve(value)))
    .some((value) => references.some((reference) => value.includes(reference)))
}

/** The number of concurrent executions that Lambda keeps for the account's functions without a reservation. */
const unreserved = 100
const defaultQuota = 1_000
const Reserved = z.looseObject({ ReservedConcurrentExecutions: z._default(z.number(), 0) })

const reservedBy = (resource: CfnResource): number =>
  Reserved.safeParse(propertiesOf(resource)).data?.ReservedConcurrentExecutions ?? 0

export const releases: readonly Pitfall[] = [
  {
    name: 'AccountWideNameHasItsRegion',
    types: Object.keys(accountWideNames),
    violation: 'The name is one that an account has once for all Regions, and does not contain the Region.',
    rationale: 'A stage of the same name in a second Region fails: it already exists.',
    learnedFrom: 'https://github.com/aws/copilot-cli/issues/815',
    isViolatedBy: (resource) => {
      const name = valueAt(propertiesOf(resource), accountWideNames[resource.cfnResourceType] ?? [])
      return name !== undefined && !region.test(JSON.stringify(name).replaceAll('"', ''))
    },
  },
  {
    name: 'ExportIsNotOfCode',
    types: codeTypes,
    violation: 'The stack exports a function, a role or a user, for other stacks to import.',
    rationale: 'A release cannot remove it: the export cannot be deleted as it is in use.',
    learnedFrom: 'https://github.com/aws/aws-cdk/issues/7602',
    isViolatedBy: isExported,
  },
  {
    name: 'SubnetNamesItsZoneById',
    types: ['AWS::EC2::Subnet'],
    violation: 'The subnet names its zone by a name that is another zone in each account, or not at all.',
    rationale: 'The zone may be one that Lambda does not serve.',
    learnedFrom: 'https://github.com/keboola/developer-portal/issues/81',
    isViolatedBy: violatedWhen(z.looseObject({ AvailabilityZoneId: z.string() }), () => false),
  },
  {
    name: 'ReservationLeavesRoom',
    types: ['AWS::Lambda::Function'],
    violation: `The functions of the app reserve more than ${defaultQuota - unreserved} executions.`,
    rationale: `Lambda keeps ${unreserved} of an account's executions unreserved, and an account has ${defaultQuota} by default.`,
    learnedFrom: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    isViolatedBy: (resource) => {
      if (reservedBy(resource) === 0) return false
      const all = resource.node.root.node
        .findAll()
        .filter((each) => CfnResource.isCfnResource(each))
        .filter(({ cfnResourceType }) => cfnResourceType === 'AWS::Lambda::Function')
      return all.reduce((sum, each) => sum + reservedBy(each), 0) > defaultQuota - unreserved
    },
  },
]
