import { type APIGatewayClient, CreateDeploymentCommand, UpdateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { seconds } from '../core/time.ts'
import { originPolicy } from './origin-policy.ts'
import type { OriginApi } from './rotate-origin-header.ts'

export interface ApiGatewayPorts {
  readonly client: APIGatewayClient
  readonly restApiId: string
  readonly stageName: string
  /** The API's own address of a step that anyone may call. */
  readonly publicStep: string
  readonly fetch: typeof globalThis.fetch
}

export const apiGatewayApi = ({ client, restApiId, stageName, publicStep, fetch }: ApiGatewayPorts): OriginApi => ({
  async setAccepted(values) {
    const value = JSON.stringify(originPolicy(values))
    await client.send(
      new UpdateRestApiCommand({ restApiId, patchOperations: [{ op: 'replace', path: '/policy', value }] }),
    )
    // A stage uses the policy as it was when its deployment was created:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
    await client.send(
      new CreateDeploymentCommand({
        restApiId,
        stageName,
        description: 'Created by the rotation of the origin secret.',
      }),
    )
  },
  async statusWith(value) {
    const headers = value === undefined ? {} : { Referer: value }
    const { status } = await fetch(publicStep, { method: 'GET', headers, signal: AbortSignal.timeout(seconds(10)) })
    return status
  },
})
