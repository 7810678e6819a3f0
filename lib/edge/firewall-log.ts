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

/**
 * Who asked for what, without what proves who they are. The edge's log is the one that knows the caller's own address, so that
 * production keeps all of it (PCI DSS 10.2.2); otherwise only what was refused is kept.
 */
export function firewallLog(scope: Construct, { settings, firewall, aclArn, key }: FirewallLogProps): void {
  const name = firewallLogGroupNameOf(settings, firewall)
  const group = logGroup(scope, `Firewall${firewall}`, { settings, name, key })
  const keepsAll = firewall === 'edge' && retainsData(settings)
  const redacted = ['authorization', 'cookie', originHeader]
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
    redactedFields: redacted.map((header) => ({ singleHeader: { Name: header } })),
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
