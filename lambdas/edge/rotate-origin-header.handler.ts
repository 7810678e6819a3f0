import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { parsedSettings } from '../adapters/process/environment.ts'
import { apiGatewayApi } from './api-gateway.ts'
import { cloudFrontDistribution } from './distribution.ts'
import { RotationEvent, rotateOriginHeader } from './rotate-origin-header.ts'
import { originSecrets } from './secrets-manager.ts'

const text = z.string().check(z.minLength(1))
const Settings = z.object({
  DISTRIBUTION_ID: text,
  /** The names of the headers that carry the secret, separated by spaces. */
  HEADERS: text,
  REST_API_ID: text,
  API_STAGE: text,
  PUBLIC_STEP: text,
})

const compose = (secretId: string) => {
  const settings = parsedSettings(Settings, process.env)
  return rotateOriginHeader({
    secrets: originSecrets({ client: new SecretsManagerClient(), secretId }),
    api: apiGatewayApi({
      client: new APIGatewayClient(),
      restApiId: settings.REST_API_ID,
      stageName: settings.API_STAGE,
      publicStep: settings.PUBLIC_STEP,
      fetch,
    }),
    distribution: cloudFrontDistribution({
      client: new CloudFrontClient(),
      distributionId: settings.DISTRIBUTION_ID,
      headers: settings.HEADERS.split(' '),
    }),
  })
}

export const handler = async (input: unknown): Promise<void> => {
  const event = RotationEvent.parse(input)
  await compose(event.SecretId)(event)
}
