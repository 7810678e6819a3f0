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
import { functionNameOf, roleNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/** The properties that all functions of a zone share. */
export interface ZoneFunctionProps {
  readonly settings: StageSettings
  /** The folder that contains a folder for each function, as `tools/bundle/bundle.ts` writes it. */
  readonly bundlesFolder: string
  readonly logGroup: LogGroup
  readonly network?: { readonly vpc: IVpc; readonly subnets: readonly ISubnet[] }
}

export interface StepFunctionProps extends ZoneFunctionProps {
  readonly description: string
  readonly environment: Readonly<Record<string, string>>
  /** The permissions of the function's role, in addition to the permission to write its log. */
  readonly statements: readonly PolicyStatement[]
  readonly securityGroup?: ISecurityGroup
  readonly timeoutSeconds?: number
  /** Files that are bundled with the code, by their paths. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** With this amount of memory, a function gets slightly less than half a vCPU. */
const memoryMegabytes = 768

/**
 * Creates a function with its own role. The role may do what its statements allow and write the function's log. The
 * function's name is its construct's id.
 */
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
    functionName: functionNameOf(settings, name),
    description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: codeOf(join(bundlesFolder, name), props.files),
    handler: 'index.handler',
    // The role may do only what the statements above allow. Constructs cannot add permissions to the role.
    role: role.withoutPolicyUpdates(),
    memorySize: memoryMegabytes,
    timeout: Duration.seconds(props.timeoutSeconds ?? 10),
    environment: { ...environment },
    logGroup,
    // The handlers write one line per request. The platform's own three lines would be longer than that line, so they
    // are turned off.
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
    // The hash is computed from the output, not from the input.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The CDK requires an image, but never uses this one, because local bundling needs no container.
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

/** JSON for an environment variable, which may contain names that CloudFormation generates. */
export const json = (scope: Construct, value: unknown): string => Stack.of(scope).toJsonString(value)
