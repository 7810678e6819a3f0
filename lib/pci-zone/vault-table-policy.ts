/**
 * The resource policy of a vault table. It has only deny statements, so that no other policy of the account can let a
 * role read or copy data beyond the stage's grants. The resource is `*`, because the table's own ARN would be a
 * circular reference. The policy does not deny requests that describe or delete the table or change its TTL. Otherwise,
 * the stage could no longer be changed.
 *
 * DynamoDB refuses a policy with an unsupported action ("The following action names are invalid"), so the deployment
 * would fail. The page below lists the supported actions, including those of transaction items and of PartiQL
 * statements. `StartAwsBackupJob` and `CreateTableReplica` are not supported. A replica is created by `UpdateTable`,
 * which is denied; AWS Backup jobs raise an alarm (lib/monitoring/vault-alarms.ts).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
 */
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { stepNames, type TableGrants } from '../grants.ts'
import { roleArnOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { pciZoneGrants, retentionGrants } from './grants.ts'

export type VaultTable = 'submissions' | 'data-keys'

const itemActions = [
  ...['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem'],
  ...['Query', 'Scan', 'UpdateItem'],
  ...['PartiQLDelete', 'PartiQLInsert', 'PartiQLSelect', 'PartiQLUpdate'],
].map(dynamoDbAction)

/** Actions that copy a table. After an item is deleted from the table, the item would remain in the copy. */
const copyActions = ['CreateBackup', 'ExportTableToPointInTime', 'EnableKinesisStreamingDestination'].map(
  dynamoDbAction,
)

/** Actions that can enable a stream, a replica or recovery. */
const settingActions = ['UpdateTable', 'UpdateContinuousBackups'].map(dynamoDbAction)

function dynamoDbAction(name: string): string {
  return `dynamodb:${name}`
}

/** Returns the roles of the functions with a grant on the table: the PCI zone's steps and the retention tasks. */
export const rolesOfVaultTable = (table: VaultTable): readonly string[] => {
  const steps = Object.entries<{ readonly tables: TableGrants }>(pciZoneGrants)
    .filter(([name, { tables }]) => stepNames.some((step) => step === name) && tables[table] !== undefined)
    .map(([name]) => name)
  const tasks = Object.entries<TableGrants>(retentionGrants)
    .filter(([, grants]) => grants[table] !== undefined)
    .map(([name]) => name)
  return [...steps, ...tasks]
}

export interface VaultTablePolicyProps {
  readonly settings: StageSettings
  /** The role with which CloudFormation changes the stage. */
  readonly deploymentRoleArn: string
}

export function vaultTablePolicy(
  table: VaultTable,
  { settings, deploymentRoleArn }: VaultTablePolicyProps,
): PolicyDocument {
  const roles = rolesOfVaultTable(table).map((name) => roleArnOf(settings, name))
  const items = [
    denial('ItemsForNamedRolesAlone', itemActions, { ArnNotEquals: { 'aws:PrincipalArn': roles } }),
    denial('ItemsFromANetworkAlone', itemActions, { Null: { 'aws:SourceVpc': 'true' } }),
  ]
  const copies = [
    denial('NoCopies', copyActions),
    denial('NoStreamNoReplicaNoRecovery', settingActions, {
      ArnNotEquals: { 'aws:PrincipalArn': [deploymentRoleArn] },
    }),
  ]
  // Submissions may be copied, so that they can be restored from a backup. Without the data keys, a backup reveals
  // nothing.
  return new PolicyDocument({ statements: table === 'data-keys' ? [...items, ...copies] : items })
}

const denial = (sid: string, actions: readonly string[], conditions?: Record<string, object>): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: ['*'],
    ...(conditions && { conditions }),
  })
