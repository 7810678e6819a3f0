/**
 * The API's resources and methods. There is one method for each step of the protocol, and there are methods for the
 * pages' documents.
 */
import { Fn } from 'aws-cdk-lib'
import { type CfnAuthorizer, CfnMethod, type CfnMethodProps, CfnResource } from 'aws-cdk-lib/aws-apigateway'
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { pageRoutes } from '../../contracts/pages.ts'
import { refusals } from '../../contracts/problem.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { stepNames } from '../grants.ts'
import type { StageSettings } from '../stage-settings.ts'
import { apiStage } from './api-stage.ts'
import { problemTemplate, quoted } from './gateway-responses.ts'

export interface MethodsProps {
  readonly settings: StageSettings
  readonly api: { readonly id: string; readonly rootId: string }
  readonly authorizer: CfnAuthorizer
  readonly functions: ReadonlyMap<StepName, IFunction>
  readonly servePage: IFunction
}

/** API Gateway's own timeout, which it reports in the contract's format. Handlers end within ten seconds. */
const integrationTimeoutMs = 15_000

export function methods(scope: Construct, props: MethodsProps): readonly CfnMethod[] {
  const resourceOf = resources(scope, props.api)
  const known = new Map<string, CfnMethod>()
  for (const step of stepNames) known.set(step, stepMethod(scope, step, resourceOf(protocol[step].path), props))
  for (const { path } of pageRoutes) {
    for (const method of pageMethods) {
      known.set(`${method} ${path}`, pageMethod(scope, { method, path }, resourceOf(path), props))
    }
  }
  const pagePaths = pageRoutes.map(({ path }) => path)
  for (const path of new Set([...stepNames.map((step) => protocol[step].path), ...pagePaths])) {
    known.set(path, otherMethods(scope, path, resourceOf(path), props))
  }
  return [...known.values()]
}

/**
 * Returns a function that creates the resources of a path. Each segment is a resource below the previous segment's
 * resource.
 */
function resources(scope: Construct, { id, rootId }: MethodsProps['api']): (path: string) => string {
  const made = new Map<string, string>([['', rootId]])
  const resourceOf = (path: string): string => {
    const known = made.get(path)
    if (known !== undefined) return known
    const cut = path.lastIndexOf('/')
    const parentId = resourceOf(path.slice(0, cut))
    const resource = new CfnResource(scope, `path ${path}`, { restApiId: id, parentId, pathPart: path.slice(cut + 1) })
    made.set(path, resource.ref)
    return resource.ref
  }
  return resourceOf
}

function stepMethod(
  scope: Construct,
  step: StepName,
  resourceId: string,
  { settings, api, authorizer, functions }: MethodsProps,
) {
  const { method, path, caller } = protocol[step]
  const handler = functions.get(step)
  if (handler === undefined) throw new Error(`The step ${step} has no function.`)
  const signedIn = caller === 'person' || caller === 'chat-backend'
  return functionMethod(
    scope,
    { settings, api, handler, name: step, method, path, resourceId },
    {
      operationName: step,
      ...(signedIn ? { authorizationType: 'CUSTOM', authorizerId: authorizer.ref } : { authorizationType: 'NONE' }),
    },
  )
}

/** The methods that read a page. Neither method uses up a key. */
const pageMethods = ['GET', 'HEAD'] as const

const pageMethod = (
  scope: Construct,
  { method, path }: { readonly method: (typeof pageMethods)[number]; readonly path: string },
  resourceId: string,
  { settings, api, servePage: handler }: MethodsProps,
) =>
  functionMethod(
    scope,
    { settings, api, handler, name: `${method} ${path}`, method, path, resourceId },
    {
      operationName: 'serve-page',
      authorizationType: 'NONE',
    },
  )

interface FunctionMethod extends Pick<MethodsProps, 'settings' | 'api'> {
  readonly handler: IFunction
  readonly name: string
  readonly method: string
  readonly path: string
  readonly resourceId: string
}

/** Creates a method that invokes a function. API Gateway may invoke the function for this method and path only. */
function functionMethod(
  scope: Construct,
  { settings, api, handler, name, method, path, resourceId }: FunctionMethod,
  authorization: Pick<CfnMethodProps, 'operationName' | 'authorizationType' | 'authorizerId'>,
): CfnMethod {
  new CfnPermission(scope, `${name} may be called`, {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: Fn.join('', [
      `arn:aws:execute-api:${settings.region}:${settings.account}:`,
      api.id,
      `/${apiStage}/${method}${path.replaceAll(/\{\w+\}/g, '*')}`,
    ]),
  })
  return new CfnMethod(scope, name, {
    restApiId: api.id,
    resourceId,
    httpMethod: method,
    ...authorization,
    requestParameters: Object.fromEntries(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => [`method.request.path.${parameter}`, true]),
    ),
    integration: {
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: invocationUri(settings, handler),
      timeoutInMillis: integrationTimeoutMs,
    },
  })
}

export const invocationUri = ({ region }: Pick<StageSettings, 'region'>, handler: IFunction): string =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`

/**
 * Refuses all other methods of a path with 405. The method requires an API key, which no caller has, so API Gateway
 * refuses the request before it parses the body. A mock integration would return the same response, but would first
 * have to parse the body as JSON.
 */
function otherMethods(scope: Construct, path: string, resourceId: string, { api }: MethodsProps): CfnMethod {
  const { body, headers } = problemTemplate('method-not-allowed')
  const statusCode = String(refusals['method-not-allowed'].status)
  const names = Object.keys(headers)
  return new CfnMethod(scope, `other methods of ${path}`, {
    restApiId: api.id,
    resourceId,
    httpMethod: 'ANY',
    authorizationType: 'NONE',
    apiKeyRequired: true,
    integration: {
      type: 'MOCK',
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'NEVER',
      requestTemplates: { 'application/json': `{"statusCode":${statusCode}}` },
      integrationResponses: [
        {
          statusCode,
          contentHandling: 'CONVERT_TO_TEXT',
          responseTemplates: { 'application/json': body },
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, quoted(value)]),
          ),
        },
      ],
    },
    methodResponses: [
      {
        statusCode,
        responseParameters: Object.fromEntries(names.map((name) => [`method.response.header.${name}`, true])),
      },
    ],
  })
}
