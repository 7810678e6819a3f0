import { Duration } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnRotationSchedule, type ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { type ApiFirewall, cloudFrontRuleName } from './api-firewall.ts'
import { originHeader } from './origin-header.ts'

export interface OriginRotationProps extends ZoneFunctionProps {
  readonly secret: ISecret
  readonly apiFirewall: ApiFirewall
  readonly distribution: Distribution
  readonly edgeFirewallArn: string
}

/**
 * Rotates the secret between CloudFront and the API every thirty days. The API also accepts the previous secret. When a
 * later deployment changes the distribution or the firewall, CloudFormation resolves the secret again, so both use the
 * current secret.
 */
export class OriginRotation extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: OriginRotationProps) {
    super(scope, id)
    const { settings, secret, apiFirewall, distribution, edgeFirewallArn } = props
    const { acl } = apiFirewall
    const rotation = stepFunction(this, 'rotate-origin-header', {
      ...props,
      description: 'Rotates the secret between CloudFront and the API.',
      timeoutSeconds: 60,
      environment: {
        DISTRIBUTION_ID: distribution.distributionId,
        WEB_ACL_NAME: acl.name ?? '',
        WEB_ACL_ID: acl.attrId,
        WEB_ACL_RULE: cloudFrontRuleName,
        HEADER: originHeader,
      },
      statements: [
        new PolicyStatement({
          sid: 'Secret',
          actions: [
            'secretsmanager:DescribeSecret',
            'secretsmanager:GetSecretValue',
            'secretsmanager:PutSecretValue',
            'secretsmanager:UpdateSecretVersionStage',
          ],
          resources: [secret.secretArn],
        }),
        // This action does not support resources:
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
        new PolicyStatement({ sid: 'Random', actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] }),
        new PolicyStatement({
          sid: 'ApiFirewall',
          actions: ['wafv2:GetWebACL', 'wafv2:UpdateWebACL'],
          resources: [acl.attrArn],
        }),
        new PolicyStatement({
          sid: 'Distribution',
          actions: ['cloudfront:GetDistributionConfig', 'cloudfront:UpdateDistribution'],
          resources: [`arn:aws:cloudfront::${settings.account}:distribution/${distribution.distributionId}`],
        }),
        // CloudFront checks whether its caller may read the firewall to which the distribution refers.
        new PolicyStatement({ sid: 'EdgeFirewall', actions: ['wafv2:GetWebACL'], resources: [edgeFirewallArn] }),
      ],
    })
    this.function = rotation
    const mayCall = new CfnPermission(this, 'SecretsManagerMayCall', {
      action: 'lambda:InvokeFunction',
      functionName: rotation.functionArn,
      principal: new ServicePrincipal('secretsmanager.amazonaws.com').service,
      sourceAccount: settings.account,
    })
    const schedule = new CfnRotationSchedule(this, 'Schedule', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotation.functionArn,
      rotationRules: { scheduleExpression: `rate(${Duration.days(30).toDays()} days)` },
      rotateImmediatelyOnUpdate: false,
    })
    schedule.addResourceDependency(mayCall)
  }
}
