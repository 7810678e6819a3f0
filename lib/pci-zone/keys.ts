/**
 * The three keys of a stage. No key policy grants the use of its key to the whole account. Administrators may do
 * everything with a key except use it. The policy names each role or service that uses the key, and its purpose.
 */
import { Duration, Stack } from 'aws-cdk-lib'
import { AccountRootPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { stepNames } from '../grants.ts'
import { administrationStatement, logsKeyStatements } from '../key-policies.ts'
import { nameIn, retainsData, roleArnOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'
import { pciZoneGrants } from './grants.ts'

export interface KeysProps {
  readonly settings: StageSettings
}

/** The encryption context of every data key, with the names of lambdas/pci-zone/vault/encryption-context.ts. */
export const vaultContext = ['site', 'form', 'submission', 'template', 'record'] as const

export class Keys extends Construct {
  /** Wraps the data key of each submission. */
  readonly vault: IKey
  /** Encrypts the tables at rest. It can be used only through DynamoDB. */
  readonly tables: IKey
  /** Encrypts logs, trails, exports and alarms. */
  readonly logs: IKey

  constructor(scope: Construct, id: string, { settings }: KeysProps) {
    super(scope, id)
    this.vault = key(this, 'Vault', settings, vaultStatements(settings))
    this.tables = key(this, 'Tables', settings, [onlyThroughDynamoDbStatement(settings)])
    this.logs = new LogsKey(this, 'LogsKey', { settings, region: settings.region }).key
  }
}

/** The logs key of one Region. Logs in another Region need a key in that Region. */
export class LogsKey extends Construct {
  readonly key: IKey

  constructor(scope: Construct, id: string, { settings, region }: KeysProps & { readonly region: string }) {
    super(scope, id)
    this.key = key(this, 'Logs', settings, logsKeyStatements(settings, region))
  }
}

const descriptions = {
  Vault: 'Wraps the data key of each submission.',
  Tables: 'Encrypts the tables at rest.',
  Logs: 'Encrypts logs, trails, exports and alarms.',
} as const

function key(
  scope: Construct,
  name: keyof typeof descriptions,
  settings: StageSettings,
  statements: readonly PolicyStatement[],
) {
  const made = new Key(scope, name, {
    alias: nameIn(settings, Stack.of(scope).region, name.toLowerCase()),
    description: descriptions[name],
    enableKeyRotation: true,
    rotationPeriod: Duration.days(365),
    pendingWindow: Duration.days(retainsData(settings) ? 30 : 7),
    policy: new PolicyDocument({ statements: [administrationStatement(), ...statements] }),
  })
  markStateful(made, `${name}Key`, settings)
  return made
}

/**
 * Returns one statement per operation. It names the roles that may perform the operation, and requires an encryption
 * context that has exactly the expected entries.
 */
function vaultStatements(settings: StageSettings): PolicyStatement[] {
  const isPresent = vaultContext.map((name) => [`kms:EncryptionContext:${name}`, 'false'])
  return (['GenerateDataKey', 'Decrypt'] as const).map((operation) => {
    const steps = stepNames.filter((step) => vaultOperationOf(step) === operation)
    return new PolicyStatement({
      sid: operation === 'Decrypt' ? 'AgentsDetokenise' : 'VisitorsTokenise',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: [`kms:${operation}`],
      resources: ['*'],
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': steps.map((step) => roleArnOf(settings, step)) },
        Null: Object.fromEntries(isPresent),
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': vaultContext },
      },
    })
  })
}

const vaultOperationOf = (step: string): string | undefined => {
  const grants = Object.entries(pciZoneGrants).find(([name]) => name === step)?.[1]
  return grants !== undefined && 'vaultKey' in grants ? grants.vaultKey : undefined
}

/**
 * Allows DynamoDB to use a table's key on behalf of a caller or of the table's creator. No principal can use this key
 * directly.
 */
function onlyThroughDynamoDbStatement({ region, account }: StageSettings): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyThroughDynamoDb',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:DescribeKey',
      'kms:CreateGrant',
    ],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com`, 'kms:CallerAccount': account },
    },
  })
}
