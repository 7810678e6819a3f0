import type { CfnStage } from 'aws-cdk-lib/aws-apigateway'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { apiStage } from './api-stage.ts'
import { firewallLog } from './firewall-log.ts'
import { originHeader } from './origin-header.ts'

export interface ApiFirewallProps {
  readonly settings: StageSettings
  readonly restApiId: string
  readonly stage: CfnStage
  readonly originSecret: ISecret
  readonly logsKey: IKey
}

/** The name of the only rule. The rotation finds the rule by this name. */
export const cloudFrontRuleName = 'from-cloudfront'

/** The firewall in front of the API. It blocks every request without CloudFront's secret. */
export class ApiFirewall extends Construct {
  readonly acl: CfnWebACL

  constructor(scope: Construct, id: string, { settings, restApiId, stage, originSecret, logsKey }: ApiFirewallProps) {
    super(scope, id)
    this.acl = new CfnWebACL(this, 'Acl', {
      name: `${prefixOf(settings)}-api`,
      scope: 'REGIONAL',
      defaultAction: { block: {} },
      visibilityConfig: visibilityConfigFor('past-cloudfront'),
      rules: [
        {
          name: cloudFrontRuleName,
          priority: 0,
          action: { allow: {} },
          visibilityConfig: visibilityConfigFor(cloudFrontRuleName),
          statement: {
            byteMatchStatement: {
              fieldToMatch: { singleHeader: { Name: originHeader } },
              positionalConstraint: 'EXACTLY',
              searchString: originSecret.secretValue.unsafeUnwrap(),
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
        },
      ],
    })
    const association = new CfnWebACLAssociation(this, 'Association', {
      resourceArn: `arn:aws:apigateway:${settings.region}::/restapis/${restApiId}/stages/${apiStage}`,
      webAclArn: this.acl.attrArn,
    })
    association.addResourceDependency(stage)
    firewallLog(this, { settings, firewall: 'api', aclArn: this.acl.attrArn, key: logsKey })
  }
}

const visibilityConfigFor = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
})
