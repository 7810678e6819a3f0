import type { accessLogFormat } from '../../lib/edge/access-log.ts'

/** Values of the access log that are as long as real ones. */
const accessLogSample: Readonly<Record<keyof typeof accessLogFormat, string>> = {
  requestId: '00000000-0000-4000-8000-000000000000',
  at: '1764547200000',
  method: 'POST',
  resource: '/v1/conversations/{conversationId}/forms',
  step: 'retrieve-submission',
  status: '200',
  error: '-',
  bytes: '1000',
  milliseconds: '100',
  handlerMilliseconds: '100',
  authorizerMilliseconds: '100',
  connection: '130.176.100.100',
  tls: 'TLSv1.3',
}
/** CloudWatch bills 26 bytes in addition to each line. */
const accessLogLineBytes = JSON.stringify(accessLogSample).length + 26

/**
 * Assumptions about usage that cannot be counted without an AWS account. Each assumption is on the high side. The page
 * lists all of them.
 */
export const assumptions = {
  /**
   * The time that a warm function takes for its own work. The time of its requests to other services is added.
   */
  handlerMilliseconds: 10,
  /** The time of a request of the socket's functions and the publisher. Those of the steps have their modelled time. */
  dynamoDbMilliseconds: 8,
  authorizerMilliseconds: 10,
  /**
   * How often the authorizer runs for each form. API Gateway caches the principal of a token for five minutes. The agent may take
   * longer to retrieve the answers, and the chat backend's token is always cached.
   */
  authorizerRuns: 2,
  /** The time to send an event to the bus or a message to an agent's open tab. */
  deliveryMilliseconds: 15,
  /** The time to read a record of the stream, to send it to the bus and to a tab (bench/scale). */
  publisherMilliseconds: 60,
  /** The run time of a scheduled function without work. */
  scheduledMilliseconds: 50,
  scheduledMegabytes: 768,
  /** The number of calls per cold start. Cold starts are billed. */
  callsPerColdStart: 100,
  coldStartMilliseconds: 400,
  /** The size of a line in API Gateway's access log, with typical values, and in the log of a firewall that logs every request. */
  accessLogBytes: accessLogLineBytes,
  firewallLogBytes: 1_500,
  /** The size of CloudTrail's record of a request to DynamoDB or KMS. */
  trailRecordBytes: 1_500,
  /**
   * The share of its size that a stored log or trail file has after compression. CloudWatch bills the compressed size;
   * AWS's own calculator uses 0.15.
   */
  compressedShare: 0.2,
  /**
   * The number of requests that load the visitor's page with an empty browser cache: the document, script, style,
   * messages and icon.
   */
  pageRequests: 4,
  /**
   * How often the function serves the document of a site's page for each form. CloudFront caches it for a minute in each of
   * its 13 regional caches, so a million forms a month fetch it 13 × 43,800 times at most:
   * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/points-of-presence.html
   */
  documentFetches: 0.57,
  documentLogBytes: 200,
  /** The compressed files of the visitor's page until the receipt. `npm run bench` checks this limit (P11). */
  pageBytes: 65_000,
  /** A tab opens its socket through CloudFront. */
  socketRequests: 1,
  /** How often the agent's last activity is stored while a form is filled in. It is stored at most once a minute. */
  lastSeenWrites: 1,
  /** The size of a request to KMS, with its reply and all headers. */
  kmsBytes: 4_000,
  /** The default retention, which is also the maximum. */
  retentionMonths: 13,
  hoursPerMonth: 730,
  /** The number of custom metrics that get data all month: when idle, from strangers' requests, and at a million forms. */
  idleMetrics: 3,
  busyMetrics: 10,
  /** How often DynamoDB requests a table's key from KMS for each function that uses the table: every five minutes. */
  tableKeyRequestsPerMonth: 8_760,
  /** The exporter writes an object of audit records at least once a minute at a million forms a month. */
  archiveObjectsPerMonth: 43_800,
  /** A trail delivers a file every five minutes. */
  trailFilesPerMonth: 8_760,
  /** The requests for the secret of CloudFront: three versions a minute, while agents open sockets. */
  secretRequestsPerMonth: 131_400,
  /** The size of an idle service's flow logs, trails and log lines, from probes, endpoints and scheduled work. */
  idleLogGigabytes: 0.2,
} as const
