/**
 * The policy of a table of the vault: denials alone, so that no policy of the account can let a role read or copy what the grants
 * of the stage do not name. The resource is `*`: the table's own ARN would be a circle. It never denies to describe or to delete
 * the table or to change its TTL, or the stage could not be changed any more.
 *
 * DynamoDB refuses a policy with an action that it does not take there ("The following action names are invalid"), and with it the
 * deployment. It takes the actions of the operations on this page, among them those of the items of a transaction and those of the
 * verbs of PartiQL. `StartAwsBackupJob` and `CreateTableReplica` are not on it. A replica is made by `UpdateTable`, which is denied;
 * the jobs of AWS Backup raise an alarm (lib/monitoring/vault-alarms.ts).
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

/** What makes a copy of a table, which a deletion would not reach. */
const copyActions = ['CreateBackup', 'ExportTableToPointInTime', 'EnableKinesisStreamingDestination'].map(
  dynamoDbAction,
)

/** What can turn on a stream, a replica or recovery. */
const settingActions = ['UpdateTable', 'UpdateContinuousBackups'].map(dynamoDbAction)

function dynamoDbAction(name: string): string {
  return `dynamodb:${name}`
}

/** The functions whose grants name the table: the steps of the PCI zone and the tasks of the retention. */
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
  /** The role by which CloudFormation changes the stage. */
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
  // Submissions are restored from a backup; without their data keys a backup says nothing.
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
