import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnLoggingConfiguration } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { logGroup } from '../monitoring/log-group.ts'
import { firewallLogGroupNameOf, retainsData } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { originHeader } from './origin-header.ts'

export interface FirewallLogProps {
  readonly settings: StageSettings
  readonly firewall: 'edge' | 'api'
  readonly aclArn: string
  readonly key: IKey
}

/** Headers that prove who calls: a token, a cookie, the edge's secret, the ticket of a socket; and the address of a page that may hold a code. */
const redactedHeaders = ['authorization', 'cookie', originHeader, 'sec-websocket-protocol', 'referer']

/**
 * The path and the query too: a client that writes `%23` for the `#` of a link sends its key in the path, and a sign-in comes back
 * with a code in the query.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
 */
const redactedFields = [
  ...redactedHeaders.map((header) => ({ singleHeader: { Name: header } })),
  { uriPath: {} },
  { queryString: {} },
]

/**
 * Who asked when, from where and with what answer, without what proves who they are. The edge's log is the one that knows the caller's own address, so that
 * production keeps all of it (PCI DSS 10.2.2); otherwise only what was refused is kept.
 */
export function firewallLog(scope: Construct, { settings, firewall, aclArn, key }: FirewallLogProps): void {
  const name = firewallLogGroupNameOf(settings, firewall)
  const group = logGroup(scope, `Firewall${firewall}`, { settings, name, key })
  const keepsAll = firewall === 'edge' && retainsData(settings)
  new CfnLoggingConfiguration(scope, 'Log', {
    resourceArn: aclArn,
    // Without the `:*` that CloudFormation ends the ARN of a group with: the firewall takes it for another group.
    logDestinationConfigs: [
      Stack.of(scope).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: group.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields,
    ...(!keepsAll && {
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] },
        ],
      },
    }),
  })
}
