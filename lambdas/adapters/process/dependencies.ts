/** The dependencies of a function, created once per process and passed to its adapters. */
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import type { Randomness } from '../../core/randomness.ts'
import type { RateLimits } from '../../core/rate-limits.ts'
import type { RefusalFloor } from '../../core/refusal-floor.ts'
import type { ChainHeadCache } from '../dynamodb/audit/chain-head-cache.ts'
import type { DynamoDbPorts } from '../dynamodb/ports.ts'

/** The dependencies of a function that does not serve requests. */
export interface BaseDependencies extends DynamoDbPorts {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly log: Log
  /** The chain heads of the audit log that this process has read or written. */
  readonly chainHeads: ChainHeadCache
}

/** The ports that every step needs in addition to its storage ports. */
export interface ProcessPorts {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly log: Log
  readonly limits: RateLimits
  readonly refusalFloor: RefusalFloor
  /** The origin at which visitors reach the service, without a trailing slash. */
  readonly publicOrigin: string
  /** The header in which the edge passes on the caller's address. Absent if callers connect directly. */
  readonly viewerAddressHeader?: string | undefined
}

/** The dependencies of a step that uses DynamoDB. */
export interface Dependencies extends BaseDependencies, ProcessPorts {}
