/** Assumptions about what cannot be counted without an AWS account. Each is on the high side; the page lists them all. */
export const assumptions = {
  /** The time of a warm function for its own work, and for each request, in sequence. */
  handlerMilliseconds: 10,
  dynamoDbMilliseconds: 8,
  transactionMilliseconds: 25,
  kmsMilliseconds: 10,
  holdingMilliseconds: 2,
  authorizerMilliseconds: 10,
  /** Per record, for the bus and for an agent's open tab: reading and sending. */
  publisherMilliseconds: 60,
  /** The run time of a scheduled function without work. */
  scheduledMilliseconds: 50,
  scheduledMegabytes: 768,
  /** One cold start, which is billed, per this many calls. */
  callsPerColdStart: 100,
  coldStartMilliseconds: 400,
  /** A line of API Gateway's access log, and of a firewall that records every request. */
  accessLogBytes: 500,
  firewallLogBytes: 1_500,
  /** The visitor's page with its script, style, messages and icon, with an empty browser cache. */
  pageRequests: 5,
  /** How often the page's document is not in CloudFront's cache, which keeps it for a minute: every time. */
  documentFetches: 1,
  documentLogBytes: 200,
  pageBytes: 100_000,
  /** Per request to KMS, with its reply and all headers. */
  kmsBytes: 4_000,
  /** The default, which is also the maximum. */
  retentionMonths: 13,
  hoursPerMonth: 730,
  /** The chat backend's tokens, one per hour. */
  machineTokensPerMonth: 730,
  /** Flow logs, trails and log lines of an idle service: probes, endpoints, scheduled work. */
  idleLogGigabytes: 0.2,
} as const
