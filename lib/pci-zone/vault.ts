import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import { table } from '../table.ts'

export interface VaultProps {
  readonly settings: StageSettings
  readonly tablesKey: IKey
}

/**
 * The encrypted submissions, and apart from them the wrapped data keys. Neither has a stream or a replica. `data-keys` has no
 * recovery either: deleting a data key destroys the answers, in every backup of the submissions too.
 */
export class Vault extends Construct {
  readonly tables: Readonly<Record<'submissions' | 'data-keys', CfnTable>>

  constructor(scope: Construct, id: string, { settings, tablesKey }: VaultProps) {
    super(scope, id)
    this.tables = {
      submissions: table(this, 'submissions', { settings, key: tablesKey }),
      'data-keys': table(this, 'data-keys', { settings, key: tablesKey }),
    }
  }
}
