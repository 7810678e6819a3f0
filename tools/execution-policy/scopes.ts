/**
 * The resources of each service to which the policy allows access. These are the resources of the stage, as far as IAM
 * can name them.
 */
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'

export type Service = keyof ReturnType<typeof scopesOf>

/** CloudFormation shortens the name of a stack to this length when it generates the name of a resource. */
const maxStackName = 24

/**
 * Returns the ARNs of the stage's resources by service, in any Region. Every statement also names the Regions. A
 * resource whose ARN has an id instead of a name cannot be distinguished from other resources of the account. This
 * applies to API Gateway, CloudFront except functions, Cognito, EC2 and KMS keys.
 * @param secrets the logical ids of the secrets. CloudFormation generates the name of a secret from its logical id
 */
export const scopesOf = (settings: Pick<StageSettings, 'account' | 'stage'>, secrets: readonly string[]) => {
  const { account, stage } = settings
  const prefix = prefixOf(settings)
  const name = prefix.length < maxStackName ? `${prefix}-*` : `${prefix.slice(0, maxStackName)}*`
  const here = (service: string, ...resources: readonly string[]) =>
    resources.map((each) => `arn:aws:${service}:*:${account}:${each}`)
  const global = (service: string, ...resources: readonly string[]) =>
    resources.map((each) => `arn:aws:${service}::${account}:${each}`)
  const ofApis = ['account', 'apis', 'apis/*', 'restapis', 'restapis/*', 'tags/*']
  return {
    apigateway: ofApis.map((path) => `arn:aws:apigateway:*::/${path}`),
    cloudfront: global('cloudfront', `function/${name}`, ...edgeKinds.map((kind) => `${kind}/*`)),
    cloudtrail: here('cloudtrail', `trail/${name}`),
    cloudwatch: [...here('cloudwatch', `alarm:${name}`), ...global('cloudwatch', `dashboard/${name}`)],
    'cognito-idp': here('cognito-idp', 'userpool/*'),
    dynamodb: here('dynamodb', `table/${name}`),
    ec2: here('ec2', '*'),
    elasticache: here('elasticache', `serverlesscache:${name}`, `user:${name}`, `usergroup:${name}`),
    events: here('events', `rule/${name}`, `event-bus/${prefix}`),
    iam: global('iam', `role/${name}`),
    kms: here('kms', 'key/*', `alias/${name}`),
    lambda: here('lambda', `function:${name}`, 'event-source-mapping:*'),
    logs: here('logs', ...logGroups(stage, name).map((group) => `log-group:${group}`)),
    s3: [`arn:aws:s3:::${name}`],
    secretsmanager: here('secretsmanager', ...secrets.map((id) => `secret:${id}-*`)),
    sns: here('sns', name),
    sqs: here('sqs', name),
    wafv2: [
      ...here('wafv2', `*/webacl/${name}`, `*/ipset/${name}`),
      // The firewall also needs access to AWS's managed rule groups.
      'arn:aws:wafv2:*:*:*/managedruleset/*',
    ],
  }
}

const edgeKinds = ['cache-policy', 'distribution', 'origin-access-control', 'response-headers-policy']

const logGroups = (stage: string, name: string) => [
  `/sealform/${stage}/*`,
  `/aws/lambda/${name}`,
  `aws-waf-logs-${name}`,
]
