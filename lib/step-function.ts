import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AssetHashType, DockerImage, Duration, Stack } from 'aws-cdk-lib'
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2'
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { logStatement } from './role-statements.ts'
import { roleNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/** What all functions of one zone share. */
export interface ZoneFunctionProps {
  readonly settings: StageSettings
  /** The folder that holds a folder for each function, as `tools/bundle/bundle.ts` makes it. */
  readonly bundlesFolder: string
  readonly logGroup: LogGroup
  readonly network?: { readonly vpc: IVpc; readonly subnets: readonly ISubnet[] }
}

export interface StepFunctionProps extends ZoneFunctionProps {
  readonly description: string
  readonly environment: Readonly<Record<string, string>>
  /** What its role may do, beside writing its log. */
  readonly statements: readonly PolicyStatement[]
  readonly securityGroup?: ISecurityGroup
  readonly timeoutSeconds?: number
  /** What lies beside the code, by its path there. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** A little less than half a processor. */
const memoryMegabytes = 768

/** A function with a role of its own, which may do what its statements say and write its log. */
export function stepFunction(scope: Construct, name: string, props: StepFunctionProps): LambdaFunction {
  const { settings, bundlesFolder, logGroup, network, securityGroup, environment, description, statements } = props
  const role = new Role(scope, `${name}-role`, {
    roleName: roleNameOf(settings, name),
    description: `What ${name} may do.`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { [name]: new PolicyDocument({ statements: [logStatement(logGroup), ...statements] }) },
  })
  const reserved = Object.entries(settings.reservedConcurrency).find(([step]) => step === name)?.[1]
  return new LambdaFunction(scope, name, {
    functionName: roleNameOf(settings, name),
    description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: codeOf(join(bundlesFolder, name), props.files),
    handler: 'index.handler',
    // What the role may do is above, whole: nothing is added to it on the quiet.
    role: role.withoutPolicyUpdates(),
    memorySize: memoryMegabytes,
    timeout: Duration.seconds(props.timeoutSeconds ?? 10),
    environment: { ...environment },
    logGroup,
    // One line for each request is the handlers' own; the platform's three would be more bytes than it.
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    systemLogLevelV2: SystemLogLevel.WARN,
    ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    ...(network && {
      vpc: network.vpc,
      vpcSubnets: { subnets: [...network.subnets] },
      ...(securityGroup && { securityGroups: [securityGroup] }),
    }),
  })
}

function codeOf(folder: string, files: StepFunctionProps['files']): Code {
  if (files === undefined) return Code.fromAsset(folder)
  return Code.fromAsset(folder, {
    // Told by what comes out, not by what goes in.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never asked for: what this process does by itself needs no container.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(outputFolder) {
          cpSync(folder, outputFolder, { recursive: true })
          for (const [path, content] of Object.entries(files)) {
            mkdirSync(dirname(join(outputFolder, path)), { recursive: true })
            writeFileSync(join(outputFolder, path), content)
          }
          return true
        },
      },
    },
  })
}

/** JSON for a variable of the environment, in which names that CloudFormation makes may stand. */
export const json = (scope: Construct, value: unknown): string => Stack.of(scope).toJsonString(value)
