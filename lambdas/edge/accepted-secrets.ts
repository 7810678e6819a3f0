import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import type { AcceptedSecrets } from './origin-secret.ts'

export interface AcceptedSecretsPorts {
  readonly client: SecretsManagerClient
  readonly secretId: string
}

/** During a rotation, and for minutes after it, CloudFront locations may add the next secret or the current one. */
const versionStages = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'] as const

export const acceptedSecrets = ({ client, secretId }: AcceptedSecretsPorts): AcceptedSecrets => ({
  async read() {
    const values = await Promise.all(
      versionStages.map(async (VersionStage) => {
        try {
          return (await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage }))).SecretString
        } catch (error) {
          // A secret never rotated has no other stage; one about to be rotated has a stage without a value.
          if (error instanceof ResourceNotFoundException) return undefined
          throw error
        }
      }),
    )
    return values.filter((value) => value !== undefined)
  },
})
