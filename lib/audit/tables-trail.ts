/**
 * The trail that records requests to the tables, in the archive only. A form causes about eighty of them, so what the
 * trail records of the stage's own functions determines what it costs (docs/decisions/0051).
 */
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { controlZoneGrants } from '../control-zone/grants.ts'
import type { StepGrants } from '../grants.ts'
import { triggerGrants } from '../identity/grants.ts'
import { pciZoneGrants, retentionGrants } from '../pci-zone/grants.ts'
import { pushGrants } from '../push/grants.ts'
import { functionNameOf, roleNameOf, tablesTrailNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface TablesTrailProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
  readonly bucketName: string
}

/** The functions that send requests to tables. A test compares them with the roles. */
const functionsWithTables: readonly string[] = [
  ...[controlZoneGrants, pciZoneGrants, pushGrants].flatMap((grants) =>
    Object.entries<StepGrants>(grants).flatMap(([name, { tables }]) => (Object.keys(tables).length > 0 ? [name] : [])),
  ),
  ...[retentionGrants, triggerGrants].flatMap(Object.keys),
  ...['serve-page', 'disable-unused'],
]

/**
 * Records every request that concerns `submissions` or `data-keys`, and every request of any other principal to any
 * table. Requests of the stage's own functions to the other tables are not recorded: the audit log has what they do. A
 * function is recognized by its role and its session, whose name Lambda sets. A person who could assume the role would
 * have another session name, so they are recorded.
 */
export class TablesTrail extends Construct {
  constructor(scope: Construct, id: string, { settings, logsKey, tableArns, bucketName }: TablesTrailProps) {
    super(scope, id)
    const { submissions, 'data-keys': dataKeys, ...others } = tableArns
    new CfnTrail(this, 'Trail', {
      trailName: tablesTrailNameOf(settings),
      isLogging: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      s3BucketName: bucketName,
      kmsKeyId: logsKey.keyArn,
      advancedEventSelectors: [
        { name: 'Requests to the vault', fieldSelectors: requestsTo([submissions, dataKeys]) },
        {
          name: 'Requests of others to the other tables',
          fieldSelectors: [
            ...requestsTo(Object.values(others)),
            { field: 'userIdentity.arn', notEquals: functionsWithTables.map((name) => sessionArnOf(settings, name)) },
          ],
        },
      ],
    })
  }
}

const requestsTo = (tableArns: readonly string[]) => [
  { field: 'eventCategory', equalTo: ['Data'] },
  { field: 'resources.type', equalTo: ['AWS::DynamoDB::Table'] },
  { field: 'resources.ARN', equalTo: [...tableArns] },
]

/** Returns the identity of a function in the trail's records: its role, with its own name as the session's name. */
const sessionArnOf = (settings: StageSettings, name: string): string =>
  `arn:aws:sts::${settings.account}:assumed-role/${roleNameOf(settings, name)}/${functionNameOf(settings, name)}`
