import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'

export interface LogGroupProps {
  readonly settings: StageSettings
  readonly name: string
  readonly key: IKey
}

/**
 * Creates a log group that is encrypted with our key. Its entries are retained for thirteen months. PCI DSS 10.5.1
 * requires twelve months, and one more month leaves time to review the oldest entries.
 */
export function logGroup(scope: Construct, id: string, { settings, name, key }: LogGroupProps): LogGroup {
  const made = new LogGroup(scope, id, {
    logGroupName: name,
    retention: RetentionDays.THIRTEEN_MONTHS,
    encryptionKey: key,
  })
  markStateful(made, `${id}LogGroup`, settings)
  return made
}
