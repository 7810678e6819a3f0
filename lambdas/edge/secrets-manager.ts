import {
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  type GetSecretValueCommandOutput,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import type { OriginSecrets } from './rotate-origin-header.ts'

export interface SecretsManagerPorts {
  readonly client: SecretsManagerClient
  readonly secretId: string
}

export function originSecrets({ client, secretId }: SecretsManagerPorts): OriginSecrets {
  const whole = ({ SecretString: value, VersionId: version }: GetSecretValueCommandOutput) => {
    if (value === undefined || version === undefined) throw new Error('The secret has no value.')
    return { value, version }
  }
  return {
    async current() {
      return whole(await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: 'AWSCURRENT' })))
    },
    async pending(version) {
      const command = new GetSecretValueCommand({
        SecretId: secretId,
        VersionId: version,
        VersionStage: 'AWSPENDING',
      })
      try {
        return whole(await client.send(command)).value
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined
        throw error
      }
    },
    async makePending(version, value) {
      await client.send(
        new PutSecretValueCommand({
          SecretId: secretId,
          ClientRequestToken: version,
          SecretString: value,
          VersionStages: ['AWSPENDING'],
        }),
      )
    },
    async makeCurrent(version, before) {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: secretId,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: version,
          RemoveFromVersionId: before,
        }),
      )
    },
    async random(length) {
      const command = new GetRandomPasswordCommand({ PasswordLength: length, ExcludePunctuation: true })
      const { RandomPassword: value } = await client.send(command)
      if (value === undefined) throw new Error('Secrets Manager returned no random password.')
      return value
    },
  }
}
