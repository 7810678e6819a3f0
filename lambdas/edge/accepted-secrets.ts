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

/** While the secret rotates, CloudFront adds the next one in some places and the current one in others; afterwards for minutes too. */
const versionStages = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'] as const

export const acceptedSecrets = ({ client, secretId }: AcceptedSecretsPorts): AcceptedSecrets => ({
  async read() {
    const values = await Promise.all(
      versionStages.map(async (VersionStage) => {
        try {
          return (await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage }))).SecretString
        } catch (error) {
          // A secret that has never been rotated has no other stage, and one that is about to be has a stage without a value.
          if (error instanceof ResourceNotFoundException) return undefined
          throw error
        }
      }),
    )
    return values.filter((value) => value !== undefined)
  },
})
