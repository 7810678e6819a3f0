import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { StageSettings } from '../stage-settings.ts'
import { table } from '../table.ts'

export interface RecordsProps {
  readonly settings: StageSettings
  readonly tablesKey: IKey
}

/** The records of sites, people, conversations and forms. None contains an answer. */
export class Records extends Construct {
  readonly tables: Readonly<Record<Exclude<TableName, 'submissions' | 'data-keys'>, CfnTable>>

  constructor(scope: Construct, id: string, { settings, tablesKey: key }: RecordsProps) {
    super(scope, id)
    this.tables = {
      sites: table(this, 'sites', { settings, key }),
      people: table(this, 'people', { settings, key }),
      templates: table(this, 'templates', { settings, key }),
      conversations: table(this, 'conversations', { settings, key }),
      forms: table(this, 'forms', { settings, key }),
      'one-time-keys': table(this, 'one-time-keys', { settings, key }),
      'agent-sessions': table(this, 'agent-sessions', { settings, key }),
      connections: table(this, 'connections', { settings, key }),
      // A reader of this stream publishes the events. It runs outside the isolated network, because the PCI zone cannot
      // connect to a public service.
      audit: table(this, 'audit', { settings, key, stream: 'NEW_IMAGE' }),
    }
  }
}
