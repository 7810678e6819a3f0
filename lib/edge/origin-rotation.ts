import { Duration } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnRotationSchedule, type ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { protocol } from '../../contracts/protocol.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { apiStage } from './api-stage.ts'
import { originHeader, restOriginHeader } from './origin-header.ts'

export interface OriginRotationProps extends ZoneFunctionProps {
  readonly secret: ISecret
  readonly restApiId: string
  readonly distribution: Distribution
  readonly edgeFirewallArn: string
}

/**
 * Rotates the secret between CloudFront and the API every thirty days (docs/decisions/0068). When a later deployment
 * changes the distribution or the API, CloudFormation resolves the secret again, so both use the current secret.
 */
export class OriginRotation extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: OriginRotationProps) {
    super(scope, id)
    const { settings, secret, restApiId, distribution, edgeFirewallArn } = props
    const restApiArn = `arn:aws:apigateway:${settings.region}::/restapis/${restApiId}`
    const restApiAddress = `https://${restApiId}.execute-api.${settings.region}.amazonaws.com/${apiStage}`
    const rotation = stepFunction(this, 'rotate-origin-header', {
      ...props,
      description: 'Rotates the secret between CloudFront and the API.',
      timeoutSeconds: 60,
      environment: {
        DISTRIBUTION_ID: distribution.distributionId,
        HEADERS: `${originHeader} ${restOriginHeader}`,
        REST_API_ID: restApiId,
        API_STAGE: apiStage,
        PUBLIC_STEP: `${restApiAddress}${protocol['get-openapi'].path}`,
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
          sid: 'ApiPolicy',
          actions: ['apigateway:PATCH', 'apigateway:UpdateRestApiPolicy'],
          resources: [restApiArn],
        }),
        new PolicyStatement({
          sid: 'ApiDeployment',
          actions: ['apigateway:POST'],
          resources: [`${restApiArn}/deployments`],
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
