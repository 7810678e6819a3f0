import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import { table } from '../table.ts'
import { type VaultTable, vaultTablePolicy } from './vault-table-policy.ts'

export interface VaultProps {
  readonly settings: StageSettings
  readonly tablesKey: IKey
}

/**
 * The two tables of the vault: one for the encrypted submissions, and one for the wrapped data keys. Neither has a
 * stream or a replica. `data-keys` has no point-in-time recovery either, so that deleting a data key destroys the
 * answers, including those in every backup of the submissions.
 */
export class Vault extends Construct {
  readonly tables: Readonly<Record<'submissions' | 'data-keys', CfnTable>>

  constructor(scope: Construct, id: string, { settings, tablesKey }: VaultProps) {
    super(scope, id)
    const policy = { settings, deploymentRoleArn: deploymentRoleArnOf(this, settings) }
    const vaultTable = (name: VaultTable) =>
      table(this, name, { settings, key: tablesKey, policy: vaultTablePolicy(name, policy) })
    this.tables = { submissions: vaultTable('submissions'), 'data-keys': vaultTable('data-keys') }
  }
}

/** Returns the role that the CDK's bootstrap created for CloudFormation in the stage's account. */
const deploymentRoleArnOf = (scope: Construct, { account, region }: StageSettings): string => {
  const qualifier = Stack.of(scope).synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER
  return `arn:aws:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`
}
