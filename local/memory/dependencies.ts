/**
 * All dependencies of the service in memory: every port, a virtual clock, and reproducible randomness. Each port
 * fulfils the contract in its docstring, so that the use cases run on it unchanged.
 */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { Progress } from '../../lambdas/core/forms/progress.ts'
import type { Log, LogLine } from '../../lambdas/core/log.ts'
import type { AgentNotifier } from '../../lambdas/core/push/agent-notifier.ts'
import type { RateLimits } from '../../lambdas/core/rate-limits.ts'
import { noRefusalFloor } from '../../lambdas/core/refusal-floor.ts'
import { virtualClock } from './clock.ts'
import { seededRandomness } from './randomness.ts'
import { createMemoryStores } from './stores.ts'
import { immediateTurn, type Turn, withTurns } from './turns.ts'

export interface MemoryDependenciesSettings {
  readonly seed?: number
  /** The virtual clock's initial time in milliseconds. */
  readonly start?: number
  /** A callback for each audit record when it becomes durable. */
  readonly onRecorded?: (record: AuditRecord) => void
}

/** Discards the progress of forms, because no agent's tab is open that could receive it. */
const noProgress: Progress = { report: async () => {} }

const noNotifier: AgentNotifier = {
  notifySender: async () => {},
  notifySenders: async () => {},
  closeUnauthorizedSockets: async () => {},
}

const noRateLimits: RateLimits = { waitSeconds: () => undefined, count: () => {} }

export function createMemoryDependencies({
  seed = 1,
  start = Date.UTC(2030, 0, 15, 12),
  onRecorded = () => {},
}: MemoryDependenciesSettings = {}) {
  const clock = virtualClock(start)
  const randomness = seededRandomness(seed)
  const { tables, stores } = createMemoryStores({ clock, randomness, onRecorded })
  const lines: LogLine[] = []
  const log: Log = { write: (line) => void lines.push(line) }

  /** Returns the ports for one invocation. Each call waits for its turn. */
  const ports = (turn: Turn = immediateTurn) => ({
    records: withTurns('records', stores.records, turn),
    conversations: withTurns('conversations', stores.conversations, turn),
    forms: withTurns('forms', stores.forms, turn),
    keys: withTurns('keys', stores.keys, turn),
    sessions: withTurns('sessions', stores.sessions, turn),
    people: withTurns('people', stores.people, turn),
    attempts: withTurns('attempts', stores.attempts, turn),
    sites: withTurns('sites', stores.sites, turn),
    templates: withTurns('templates', stores.templates, turn),
    audit: withTurns('audit', stores.audit, turn),
    trail: withTurns('trail', stores.trail, turn),
    pointers: withTurns('pointers', stores.pointers, turn),
    submissions: withTurns('submissions', stores.submissions, turn),
    releases: withTurns('releases', stores.releases, turn),
    views: withTurns('views', stores.views, turn),
    stored: withTurns('stored', stores.stored, turn),
    erasures: withTurns('erasures', stores.erasures, turn),
    submissionErasures: withTurns('submissionErasures', stores.submissionErasures, turn),
    vault: withTurns('vault', stores.vault, turn),
    holding: withTurns('holding', stores.holding, turn),
    limits: noRateLimits,
    refusalFloor: noRefusalFloor,
    progress: withTurns('progress', noProgress, turn),
    notifier: noNotifier,
    tickets: withTurns('tickets', stores.tickets, turn),
    connections: stores.connections,
    publicOrigin: 'https://sealform.example',
    clock,
    randomness,
    log,
  })

  return { clock, randomness, tables, lines, ports }
}

export type MemoryDependencies = ReturnType<typeof createMemoryDependencies>
export type MemoryPorts = ReturnType<MemoryDependencies['ports']>
