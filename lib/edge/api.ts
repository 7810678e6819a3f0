/**
 * The REST API. It has a method for each step of the protocol, an authorizer, throttles, and an access log with an
 * allow-list of fields.
 */
import { createHash } from 'node:crypto'
import { Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  CfnAccount,
  CfnAuthorizer,
  CfnDeployment,
  type CfnMethod,
  type CfnRestApi,
  CfnStage,
} from 'aws-cdk-lib/aws-apigateway'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { stepNames } from '../grants.ts'
import { logGroup } from '../monitoring/log-group.ts'
import { logGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { accessLogFormat } from './access-log.ts'
import { apiStage } from './api-stage.ts'
import { gatewayResponses } from './gateway-responses.ts'
import { invocationUri, methods } from './methods.ts'
import { throttleOf } from './throttles.ts'

export interface ApiProps {
  readonly settings: StageSettings
  readonly api: CfnRestApi
  readonly logsKey: IKey
  readonly authorizer: IFunction
  readonly functions: ReadonlyMap<StepName, IFunction>
  readonly servePage: IFunction
}

export class Api extends Construct {
  readonly stage: CfnStage
  readonly accessLog: LogGroup

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id)
    const { settings, logsKey, functions, servePage } = props
    const api = { id: props.api.ref, rootId: props.api.attrRootResourceId }
    const authorizer = requestAuthorizer(this, props, api.id)
    const made = methods(this, { settings, api, authorizer, functions, servePage })
    const responses = gatewayResponses(this, api.id)
    this.accessLog = logGroup(this, 'Access', { settings, name: logGroupNameOf(settings, 'api'), key: logsKey })
    const stageSettings = {
      stageName: apiStage,
      accessLogSetting: {
        // Remove the `:*` that CloudFormation appends to the ARN of a log group.
        destinationArn: Fn.select(0, Fn.split(':*', this.accessLog.logGroupArn)),
        format: JSON.stringify(accessLogFormat),
      },
      methodSettings: methodSettings(settings),
      tracingEnabled: false,
      cacheClusterEnabled: false,
    }
    const deployment = deploymentOf(this, api.id, {
      parts: [...made, ...responses, authorizer],
      settings: { policy: props.api.policy, stageSettings },
    })
    this.stage = new CfnStage(this, 'Stage', { restApiId: api.id, deploymentId: deployment.ref, ...stageSettings })
    if (settings.apiGatewayLogRole === 'made-here') this.stage.addResourceDependency(logRole(this))
  }
}

/**
 * How long API Gateway remembers the principal of a token, in seconds. Each step checks the end of the token and the
 * sign-in, so only the signing keys and the issuers' settings take effect later by this time.
 */
export const principalSeconds = 300

/** Creates the authorizer. API Gateway caches its result for each value of the header. */
function requestAuthorizer(scope: Construct, { settings, authorizer }: ApiProps, restApiId: string): CfnAuthorizer {
  const made = new CfnAuthorizer(scope, 'Authorizer', {
    restApiId,
    name: 'access-token',
    type: 'REQUEST',
    authorizerUri: invocationUri(settings, authorizer),
    // Without this header, API Gateway responds with 401 and does not call the authorizer.
    identitySource: 'method.request.header.Authorization',
    authorizerResultTtlInSeconds: principalSeconds,
  })
  new CfnPermission(scope, 'authorizer may be asked', {
    action: 'lambda:InvokeFunction',
    functionName: authorizer.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: Fn.join('', [
      `arn:aws:execute-api:${settings.region}:${settings.account}:`,
      restApiId,
      '/authorizers/',
      made.attrAuthorizerId,
    ]),
  })
  return made
}

interface DeployedDefinition {
  readonly parts: readonly (CfnMethod | Construct)[]
  readonly settings: object
}

/**
 * Creates a deployment, which is a snapshot of the API with its policy. Its id contains a hash of the definition, so a
 * changed API gets a new deployment. A changed stage gets one as well, because CloudFormation could otherwise replace
 * the deployment of a rotation by its own earlier one (docs/decisions/0068).
 */
function deploymentOf(scope: Construct, restApiId: string, { parts, settings }: DeployedDefinition): CfnDeployment {
  const deployment = new CfnDeployment(scope, 'Deployment', { restApiId })
  for (const part of parts) deployment.node.addDependency(part)
  const stack = Stack.of(scope)
  deployment.overrideLogicalId(
    Lazy.uncachedString({
      produce: () => {
        const definition = JSON.stringify(stack.resolve([...parts.map((part) => templateOf(part)), settings]))
        return `ApiDeployment${createHash('sha256').update(definition).digest('hex').slice(0, 16)}`
      },
    }),
  )
  return deployment
}

const templateOf = (part: Construct): unknown =>
  '_toCloudFormation' in part && typeof part._toCloudFormation === 'function' ? part._toCloudFormation() : undefined

/**
 * Returns the settings of all methods. Bodies are not traced, nothing is cached, and each step has its own throttle.
 * The alarms use the metrics of the whole stage, because these are free. Metrics per method would be billed as custom
 * metrics.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
function methodSettings(settings: StageSettings): CfnStage.MethodSettingProperty[] {
  const off = { dataTraceEnabled: false, loggingLevel: 'OFF', metricsEnabled: false, cachingEnabled: false } as const
  return [
    { ...off, resourcePath: '/*', httpMethod: '*', ...throttleOf(undefined, settings) },
    ...stepNames.map((step) => ({
      ...off,
      resourcePath: `/${protocol[step].path.replaceAll('/', '~1')}`,
      httpMethod: protocol[step].method,
      ...throttleOf(step, settings),
    })),
  ]
}

/**
 * Creates the role for the API's logs. A whole account has only one such role in a Region, so the role is retained when
 * the stage is removed. The role is free of charge.
 */
function logRole(scope: Construct): CfnAccount {
  const role = new Role(scope, 'LogRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    // API Gateway checks whether the role has these permissions:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
  })
  role.applyRemovalPolicy(RemovalPolicy.RETAIN)
  const account = new CfnAccount(scope, 'LogAccount', { cloudWatchRoleArn: role.roleArn })
  account.applyRemovalPolicy(RemovalPolicy.RETAIN)
  return account
}
