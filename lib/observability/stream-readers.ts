/** The two readers of the audit table's stream: one tells the event bus, the other copies the log to the archive. */
import { Duration } from 'aws-cdk-lib'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { usesTablesKey } from '../role-statements.ts'
import { prefixOf } from '../stage-names.ts'
import { type FunctionZone, stepFunction } from '../step-function.ts'

export interface StreamReadersProps extends FunctionZone {
  readonly auditTable: CfnTable
  readonly tablesKey: IKey
  readonly logsKey: IKey
  readonly archive: IBucket
}

/** New records only: what is swept away is no news. */
const inserted = { eventName: ['INSERT'] }

export class StreamReaders extends Construct {
  readonly bus: EventBus
  readonly functions: readonly LambdaFunction[]
  /** What a reader could not do for a day: it names the place in the stream, not what was there. */
  readonly unread: Queue

  constructor(scope: Construct, id: string, props: StreamReadersProps) {
    super(scope, id)
    const { settings, archive, logsKey } = props
    this.unread = new Queue(this, 'Unread', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    this.bus = new EventBus(this, 'Bus', { eventBusName: prefixOf(settings) })
    const publisher = this.reader('publish-events', props, {
      description: 'Sends what happened to forms and submissions to the event bus.',
      environment: { EVENT_BUS: this.bus.eventBusName },
      grant: new PolicyStatement({ sid: 'Bus', actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] }),
      pattern: {
        ...inserted,
        dynamodb: { NewImage: { event: { S: [{ prefix: 'form-' }, { prefix: 'submission-' }] } } },
      },
      // Somebody waits for it.
      batchSeconds: 0,
    })
    const exporter = this.reader('export-audit', props, {
      description: 'Copies the audit log to the archive.',
      environment: { AUDIT_BUCKET: archive.bucketName },
      grant: new PolicyStatement({
        sid: 'Archive',
        actions: ['s3:PutObject'],
        resources: [archive.arnForObjects('audit/*')],
      }),
      key: new PolicyStatement({
        sid: 'ArchiveKey',
        actions: ['kms:GenerateDataKey'],
        resources: [logsKey.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${settings.region}.amazonaws.com` } },
      }),
      pattern: inserted,
      batchSeconds: 60,
    })
    this.functions = [publisher, exporter]
  }

  private reader(name: string, props: StreamReadersProps, reads: Reader): LambdaFunction {
    const { auditTable, tablesKey, settings } = props
    const { description, environment, grant, key, pattern, batchSeconds } = reads
    const made = stepFunction(this, name, {
      ...props,
      description,
      environment,
      timeoutSeconds: 30,
      statements: [
        new PolicyStatement({
          sid: 'Stream',
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'],
          resources: [auditTable.attrStreamArn],
        }),
        // It takes no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
        new PolicyStatement({ sid: 'Streams', actions: ['dynamodb:ListStreams'], resources: ['*'] }),
        usesTablesKey(tablesKey, settings),
        new PolicyStatement({ sid: 'Unread', actions: ['sqs:SendMessage'], resources: [this.unread.queueArn] }),
        grant,
        ...(key ? [key] : []),
      ],
    })
    const mapping = new CfnEventSourceMapping(this, `${name}-stream`, {
      functionName: made.functionName,
      eventSourceArn: auditTable.attrStreamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 500,
      maximumBatchingWindowInSeconds: batchSeconds,
      bisectBatchOnFunctionError: true,
      // As long as the stream keeps a record, it is tried.
      maximumRecordAgeInSeconds: 86_400,
      maximumRetryAttempts: -1,
      destinationConfig: { onFailure: { destination: this.unread.queueArn } },
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
    })
    mapping.node.addDependency(made)
    return made
  }
}

interface Reader {
  readonly description: string
  readonly environment: Readonly<Record<string, string>>
  readonly grant: PolicyStatement
  readonly key?: PolicyStatement
  readonly pattern: object
  readonly batchSeconds: number
}
