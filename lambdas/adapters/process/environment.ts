/**
 * Reads the environment variables of a deployed function. If a setting is malformed, the first call of the function
 * fails and the failure is logged.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { DiscoveredSignIn, SignInSettings } from '../../../contracts/sign-in-settings.ts'
import { isWebOrigin } from '../../../contracts/web-origin.ts'
import { Fault } from '../../core/fault.ts'
import { chainHeadCache } from '../dynamodb/audit/chain-head-cache.ts'
import { documentClientOf, dynamoDbClient } from '../dynamodb/request/client.ts'
import { logThrottles } from '../dynamodb/request/log-throttles.ts'
import { perTable } from '../dynamodb/tables.ts'
import { systemClock } from './clock.ts'
import type { BaseDependencies, Dependencies } from './dependencies.ts'
import { jsonLog } from './json-log.ts'
import { systemRandomness } from './randomness.ts'
import { memoryRateLimits, noRateLimits } from './rate-limits.ts'
import { systemRefusalFloor } from './refusal-floor.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const text = z.string().check(z.minLength(1))

/** `TABLES` contains the physical name of each table, as JSON. IAM limits which of the tables the function may use. */
const Tables = z.object(perTable(() => text))

const StorageSettings = z.object({ TABLES: text })

const Settings = z.object({
  /** An origin such as `https://forms.example.com`. */
  PUBLIC_ORIGIN: z.string().check(z.refine((value) => URL.parse(value)?.origin === value)),
  /** A header name in lower case. Set it only if the API accepts no requests except from the edge. */
  VIEWER_ADDRESS_HEADER: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))),
  RATE_LIMITS: z.optional(z.enum(['on', 'off'])),
})

/** Parses a variable that contains JSON. Returns undefined if it is not JSON. */
export const jsonOf = (value: string | undefined): unknown => {
  try {
    return JSON.parse(value ?? '')
  } catch {
    return undefined
  }
}

/**
 * Parses settings with a schema.
 * @throws Fault `settings-malformed`
 */
export const parsedSettings = <Output>(schema: z.ZodMiniType<Output>, input: unknown): Output => {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new Fault('settings-malformed')
  return parsed.data
}

/**
 * The dependencies of a function that does not serve requests.
 * @throws Fault `settings-malformed`
 */
export const baseDependenciesFrom = (
  environment: Environment,
  documents: DynamoDBDocumentClient = documentClientOf(dynamoDbClient()),
): BaseDependencies => {
  const tables = parsedSettings(Tables, jsonOf(parsedSettings(StorageSettings, environment).TABLES))
  const log = jsonLog()
  logThrottles({ documents, tables }, log)
  return { documents, tables, log, clock: systemClock, randomness: systemRandomness, chainHeads: chainHeadCache() }
}

/**
 * The dependencies of a scheduled task that scans whole tables. Their requests have a longer time limit, because
 * reading a page takes longer than reading a record.
 * @throws Fault `settings-malformed`
 */
export const taskDependenciesFrom = (environment: Environment): BaseDependencies =>
  baseDependenciesFrom(environment, documentClientOf(dynamoDbClient({ requestMilliseconds: 5_000 })))

/**
 * The dependencies of a step.
 * @throws Fault `settings-malformed`
 */
export const dependenciesFrom = (environment: Environment): Dependencies => {
  const settings = parsedSettings(Settings, environment)
  return {
    ...baseDependenciesFrom(environment),
    limits: settings.RATE_LIMITS === 'off' ? noRateLimits : memoryRateLimits(systemClock),
    refusalFloor: systemRefusalFloor,
    publicOrigin: settings.PUBLIC_ORIGIN,
    viewerAddressHeader: settings.VIEWER_ADDRESS_HEADER,
  }
}

const Origins = z.array(z.string().check(z.refine(isWebOrigin)))

/**
 * Reads `EMBEDDING_ORIGINS`, which lists as JSON the origins that may embed a page that belongs to no site.
 * @throws Fault `settings-malformed`
 */
export const embeddingOriginsFrom = (environment: Environment): readonly string[] =>
  parsedSettings(Origins, jsonOf(environment.EMBEDDING_ORIGINS))

/**
 * Reads `ADMIN_SIGN_IN`, which contains the settings for administrators' sign-in as JSON. Returns nothing if the stage
 * has none.
 * @throws Fault `settings-malformed`
 */
export const signInSettingsFrom = ({
  ADMIN_SIGN_IN: text,
}: Environment): SignInSettings | DiscoveredSignIn | undefined =>
  text === undefined ? undefined : parsedSettings(z.union([SignInSettings, DiscoveredSignIn]), jsonOf(text))
