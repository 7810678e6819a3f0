/**
 * Assumptions about usage that cannot be counted without an AWS account. Each assumption is on the high side. The page
 * lists all of them.
 */
export const assumptions = {
  /**
   * The time that a warm function takes for its own work. The times below are added for each request that the function
   * sends to another service. Requests are sent one after the other.
   */
  handlerMilliseconds: 10,
  dynamoDbMilliseconds: 8,
  transactionMilliseconds: 25,
  kmsMilliseconds: 10,
  holdingMilliseconds: 2,
  authorizerMilliseconds: 10,
  /** The time to read a record and to send it to the event bus and to an agent's open tab. */
  publisherMilliseconds: 60,
  /** The run time of a scheduled function without work. */
  scheduledMilliseconds: 50,
  scheduledMegabytes: 768,
  /** The number of calls per cold start. Cold starts are billed. */
  callsPerColdStart: 100,
  coldStartMilliseconds: 400,
  /** The size of a line in API Gateway's access log, and in the log of a firewall that logs every request. */
  accessLogBytes: 500,
  firewallLogBytes: 1_500,
  /**
   * The number of requests that load the visitor's page with an empty browser cache: the document, script, style,
   * messages and icon.
   */
  pageRequests: 5,
  /**
   * How often the function serves the page's document. It serves the document every time, because CloudFront caches it
   * for only a minute.
   */
  documentFetches: 1,
  documentLogBytes: 200,
  pageBytes: 100_000,
  /** The size of a request to KMS, with its reply and all headers. */
  kmsBytes: 4_000,
  /** The default retention, which is also the maximum. */
  retentionMonths: 13,
  hoursPerMonth: 730,
  /** The number of the chat backend's tokens, one per hour. */
  machineTokensPerMonth: 730,
  /** The size of an idle service's flow logs, trails and log lines, from probes, endpoints and scheduled work. */
  idleLogGigabytes: 0.2,
} as const
