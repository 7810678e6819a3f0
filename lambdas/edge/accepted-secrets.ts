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

/**
 * The stages of the secret versions that are accepted. During a rotation and for minutes after it, some CloudFront
 * locations add the new secret and others the old one.
 */
const versionStages = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'] as const

export const acceptedSecrets = ({ client, secretId }: AcceptedSecretsPorts): AcceptedSecrets => ({
  async read() {
    const values = await Promise.all(
      versionStages.map(async (VersionStage) => {
        try {
          return (await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage }))).SecretString
        } catch (error) {
          // A secret that was never rotated has only one stage. Shortly before a rotation, a stage may have no value.
          if (error instanceof ResourceNotFoundException) return undefined
          throw error
        }
      }),
    )
    return values.filter((value) => value !== undefined)
  },
})
