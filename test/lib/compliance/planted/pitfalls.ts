/** Breaches of the rules on what AWS refuses or takes for a default. */
import { CfnOutput, CfnResource, type Stack } from 'aws-cdk-lib'
import { allow, type PlantedBreach, resource } from './planted-breach.ts'

const role = (service: string, condition: object = {}) =>
  resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: allow({
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      Condition: condition,
    }),
  })
const client = (properties: object) =>
  resource('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['code'],
    WriteAttributes: ['locale'],
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
    ...properties,
  })
const permission = (properties: object) =>
  resource('AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com', ...properties })
const named = (type: string, properties: object) => resource(`AWS::${type}`, properties)
/** A function whose ARN its stack outputs, as an export or not. */
const output = (exportName?: string) => (stack: Stack) => {
  const made = new CfnResource(stack, 'Planted', { type: 'AWS::Lambda::Function', properties: {} })
  new CfnOutput(stack, 'Out', { value: made.getAtt('Arn').toString(), ...(exportName && { exportName }) })
  return made
}
const reserving = (executions: number) => (stack: Stack) => {
  for (const id of ['Planted', 'Other']) {
    const properties = { ReservedConcurrentExecutions: executions }
    new CfnResource(stack, id, { type: 'AWS::Lambda::Function', properties })
  }
  const made = stack.node.findChild('Planted')
  if (!CfnResource.isCfnResource(made)) throw new Error('expected a resource')
  return made
}

const ofTrail = { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/a' } }
const ofAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } }

export const pitfallBreaches: readonly PlantedBreach[] = [
  {
    rule: 'TrustRequiresWhatIsSent',
    description: 'CloudTrail may assume a role only if the request names the trail',
    breach: role('cloudtrail.amazonaws.com', ofTrail),
    compliant: role('cloudtrail.amazonaws.com'),
  },
  {
    rule: 'TrustRequiresWhatIsSent',
    description: 'Lambda may assume a role only if the request names the account',
    breach: role('lambda.amazonaws.com', ofAccount),
    compliant: role('vpc-flow-logs.amazonaws.com', ofAccount),
  },
  {
    rule: 'PermissionNamesItsSource',
    description: 'any API in any account may call the function',
    breach: permission({}),
    compliant: permission({ SourceArn: 'arn:aws:execute-api:us-east-1:111122223333:api/live/GET/' }),
  },
  {
    rule: 'ClientListsItsAttributes',
    description: 'a client has an empty list of writable attributes, which makes all attributes writable',
    breach: client({ WriteAttributes: [] }),
    compliant: client({}),
  },
  {
    rule: 'ClientListsItsAttributes',
    description: 'a client has no list of writable attributes',
    breach: client({ WriteAttributes: undefined }),
    compliant: client({ AllowedOAuthFlows: ['client_credentials'], WriteAttributes: undefined }),
  },
  {
    rule: 'ClientListsItsAuthFlows',
    description: 'a machine client has no list of sign-in flows, which allows passwords',
    breach: client({ AllowedOAuthFlows: ['client_credentials'], ExplicitAuthFlows: undefined }),
    compliant: client({ AllowedOAuthFlows: ['client_credentials'] }),
  },
  {
    rule: 'ClientHidesWhoExists',
    description: 'a client does not have the setting',
    breach: client({ PreventUserExistenceErrors: undefined }),
    compliant: client({}),
  },
  {
    rule: 'AccountWideNameHasItsRegion',
    description: 'the name of a role contains the stage, but not the Region',
    breach: named('IAM::Role', { RoleName: 'sealform-demo-send-form' }),
    compliant: named('IAM::Role', { RoleName: 'sealform-demo-send-form-us-east-1' }),
  },
  {
    rule: 'AccountWideNameHasItsRegion',
    description: 'the name of a cache policy contains the stage, but not the Region',
    breach: named('CloudFront::CachePolicy', { CachePolicyConfig: { Name: 'sealform-demo-documents' } }),
    compliant: named('CloudFront::CachePolicy', { CachePolicyConfig: { Name: 'sealform-demo-documents-eu-west-1' } }),
  },
  {
    rule: 'AccountWideNameHasItsRegion',
    description: 'the name of a dashboard contains the stage, but not the Region',
    breach: named('CloudWatch::Dashboard', { DashboardName: 'sealform-demo' }),
    // CloudFormation generates a name.
    compliant: named('CloudWatch::Dashboard', {}),
  },
  {
    rule: 'ExportIsNotOfCode',
    description: 'a stack exports the ARN of a function',
    breach: output('stack:function'),
    compliant: output(),
  },
  {
    rule: 'SubnetNamesItsZoneById',
    description: 'a subnet has the name of an Availability Zone, not its id',
    breach: named('EC2::Subnet', { AvailabilityZone: 'us-east-1a' }),
    compliant: named('EC2::Subnet', { AvailabilityZoneId: 'use1-az1' }),
  },
  {
    rule: 'ReservationLeavesRoom',
    description: 'two functions reserve all the concurrency of a new account',
    breach: reserving(500),
    compliant: reserving(450),
  },
]
