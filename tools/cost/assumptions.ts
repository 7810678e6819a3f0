/** What cannot be counted without an AWS account. Each is on the generous side; the page tells them all. */
export const assumptions = {
  /** Of a warm function for its own work, and for each thing that it waits for, one after the other. */
  handlerMilliseconds: 10,
  dynamoDbMilliseconds: 8,
  transactionMilliseconds: 25,
  kmsMilliseconds: 10,
  holdingMilliseconds: 2,
  authorizerMilliseconds: 10,
  /** For the bus and for an agent's open tab: reads, and what is sent. */
  publisherMilliseconds: 60,
  /** Of a function that a clock starts, when there is nothing to do. */
  scheduledMilliseconds: 50,
  scheduledMegabytes: 768,
  /** One call in so many meets a function that has to be started first, and that start is billed. */
  callsPerColdStart: 100,
  coldStartMilliseconds: 400,
  /** A line of API Gateway's access log, and of a firewall that records every request. */
  accessLogBytes: 500,
  firewallLogBytes: 1_500,
  /** The visitor's page with its script, style, words and icon, not yet in the browser's cache. */
  pageRequests: 5,
  /** How often the document of the page is not in CloudFront's cache, where it lies for a minute: every time. */
  documentFetches: 1,
  documentLogBytes: 200,
  pageBytes: 100_000,
  /** Of a call, beside the body and the reply's headers. */
  kmsBytes: 4_000,
  /** The default, which is also the longest. */
  retentionMonths: 13,
  hoursPerMonth: 730,
  /** The chat backend's tokens, one an hour. */
  machineTokensPerMonth: 730,
  /** Flow logs, trails and log lines of a service that nobody uses: probes, endpoints, scheduled work. */
  idleLogGigabytes: 0.2,
} as const
