/**
 * The two readers of the audit table's stream. One publishes events to the event bus and to agents' tabs. The other
 * copies the log to the archive.
 */
import { Duration } from 'aws-cdk-lib'
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  CfnEventSourceMapping,
  type CfnEventSourceMappingProps,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { socketsAddress } from '../edge/sockets.ts'
import { pushGrants } from '../push/grants.ts'
import { socketsStatement, tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { prefixOf } from '../stage-names.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { publishedEventPrefixes } from './published-events.ts'

export interface StreamReadersProps extends ZoneFunctionProps {
  readonly auditTable: CfnTable
  readonly tablesKey: IKey
  readonly logsKey: IKey
  readonly archive: IBucket
  readonly tableArns: Readonly<Record<TableName, string>>
  /** The WebSocket API that agents' tabs connect to. */
  readonly sockets: CfnApi
  /** The environment variables of every step. */
  readonly environment: Readonly<Record<string, string>>
}

/** A filter for new records, because deletions by the sweep must not be published. */
const insertsOnly = { eventName: ['INSERT'] }

type StreamMapping = Pick<
  CfnEventSourceMappingProps,
  'batchSize' | 'parallelizationFactor' | 'maximumBatchingWindowInSeconds' | 'maximumRecordAgeInSeconds'
>

/**
 * Agents wait for these events, so a batch takes seconds at most (`push-events.ts`). Ten batches per shard run in
 * parallel, and the records are split between them by chain. After the bus has refused a record for an hour, the record
 * goes to the queue. Otherwise, it would block later records for a day.
 */
const publisherMapping: StreamMapping = {
  batchSize: 100,
  parallelizationFactor: 10,
  maximumBatchingWindowInSeconds: 0,
  maximumRecordAgeInSeconds: 3_600,
}

/** Retries a record for as long as the stream retains it. */
const exporterMapping: StreamMapping = {
  batchSize: 500,
  maximumBatchingWindowInSeconds: 60,
  maximumRecordAgeInSeconds: 86_400,
}

export class StreamReaders extends Construct {
  readonly bus: EventBus
  readonly functions: readonly LambdaFunction[]
  /**
   * The queue for batches that a reader could not process in time. An entry contains the position in the stream, not
   * the records.
   */
  readonly deadLetterQueue: Queue

  constructor(scope: Construct, id: string, props: StreamReadersProps) {
    super(scope, id)
    const { settings, archive, logsKey, sockets, tableArns } = props
    this.deadLetterQueue = new Queue(this, 'Unread', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    this.bus = new EventBus(this, 'Bus', { eventBusName: prefixOf(settings) })
    const publisher = this.reader('publish-events', props, {
      description:
        'Publishes events of forms and submissions to the event bus and to their senders’ tabs; writes pointers to releases and erasures.',
      environment: {
        ...props.environment,
        EVENT_BUS: this.bus.eventBusName,
        SOCKETS_ADDRESS: socketsAddress(sockets),
      },
      grants: [
        new PolicyStatement({ sid: 'Bus', actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] }),
        ...tableStatements(pushGrants['publish-events'].tables, tableArns),
        socketsStatement(settings, sockets.ref),
      ],
      pattern: {
        ...insertsOnly,
        // In addition to events about forms, this includes the events that end a conversation for its agent, the events
        // that end a sign-in (because its sockets must be closed), and the events for which a site's daily pointers are
        // written.
        dynamodb: { NewImage: { event: { S: publishedEventPrefixes.map((prefix) => ({ prefix })) } } },
      },
      mapping: publisherMapping,
    })
    const exporter = this.reader('export-audit', props, {
      description: 'Copies the audit log to the archive.',
      environment: { AUDIT_BUCKET: archive.bucketName },
      grants: [
        new PolicyStatement({
          sid: 'Archive',
          actions: ['s3:PutObject'],
          resources: [archive.arnForObjects('audit/*')],
        }),
        new PolicyStatement({
          sid: 'ArchiveKey',
          actions: ['kms:GenerateDataKey'],
          resources: [logsKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `s3.${settings.region}.amazonaws.com` } },
        }),
      ],
      pattern: insertsOnly,
      mapping: exporterMapping,
    })
    this.functions = [publisher, exporter]
  }

  private reader(name: string, props: StreamReadersProps, reads: StreamReaderOptions): LambdaFunction {
    const { auditTable, tablesKey, settings } = props
    const { description, environment, grants, pattern, mapping } = reads
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
        // This action does not support resources:
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
        new PolicyStatement({ sid: 'Streams', actions: ['dynamodb:ListStreams'], resources: ['*'] }),
        tablesKeyStatement(tablesKey, settings),
        new PolicyStatement({
          sid: 'Unread',
          actions: ['sqs:SendMessage'],
          resources: [this.deadLetterQueue.queueArn],
        }),
        ...grants,
      ],
    })
    const reading = new CfnEventSourceMapping(this, `${name}-stream`, {
      functionName: made.functionName,
      eventSourceArn: auditTable.attrStreamArn,
      startingPosition: 'TRIM_HORIZON',
      ...mapping,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      destinationConfig: { onFailure: { destination: this.deadLetterQueue.queueArn } },
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
    })
    reading.node.addDependency(made)
    return made
  }
}

interface StreamReaderOptions {
  readonly description: string
  readonly environment: Readonly<Record<string, string>>
  readonly grants: readonly PolicyStatement[]
  readonly pattern: object
  readonly mapping: StreamMapping
}
