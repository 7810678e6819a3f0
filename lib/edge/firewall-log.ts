import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnLoggingConfiguration } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { logGroup } from '../monitoring/log-group.ts'
import { edgeFirewallLogGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface FirewallLogProps {
  readonly settings: StageSettings
  readonly aclArn: string
  readonly key: IKey
}

/**
 * The headers with credentials (a token, a cookie, the ticket of a socket), and the caller's referrer, which may contain
 * a code. CloudFront adds its own secret later.
 */
const redactedHeaders = ['authorization', 'cookie', 'sec-websocket-protocol', 'referer']

/**
 * The fields that are redacted. The path is redacted because a client that encodes the `#` of a link as `%23` sends its
 * key in the path. The query is redacted because it contains a code when a person returns from a sign-in.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
 */
const redactedFields = [
  ...redactedHeaders.map((header) => ({ singleHeader: { Name: header } })),
  { uriPath: {} },
  { queryString: {} },
]

/**
 * Logs who sent a blocked request, when and from where, without credentials. The handlers log the caller's address of
 * all other requests (PCI DSS 10.2.2), in a tenth of the bytes (docs/decisions/0053).
 */
export function firewallLog(scope: Construct, { settings, aclArn, key }: FirewallLogProps): void {
  const name = edgeFirewallLogGroupNameOf(settings)
  const group = logGroup(scope, 'Firewalledge', { settings, name, key })
  new CfnLoggingConfiguration(scope, 'Log', {
    resourceArn: aclArn,
    // Remove the `:*` that CloudFormation appends to the ARN of a log group. Otherwise, the firewall would look for
    // another group.
    logDestinationConfigs: [
      Stack.of(scope).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: group.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields,
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [{ Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] }],
    },
  })
}
