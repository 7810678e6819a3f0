/**
 * All dependencies of the service in memory: every port, a clock that moves when it is set, and randomness that repeats.
 * Each port keeps the promises that its docstring makes, so that the real use cases run on it unchanged.
 */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { Progress } from '../../lambdas/core/forms/progress.ts'
import type { Log, LogLine } from '../../lambdas/core/log.ts'
import type { AgentNotifier } from '../../lambdas/core/push/agent-notifier.ts'
import type { RateLimits } from '../../lambdas/core/rate-limits.ts'
import { memoryHolding } from '../../lambdas/pci-zone/holding/memory-holding.ts'
import { memoryAuditLog, memoryChains } from './audit.ts'
import { memoryAuditPointers, memoryAuditTrail } from './audit-trail.ts'
import { virtualClock } from './clock.ts'
import { memoryConnections, memoryTickets } from './connections.ts'
import { memoryConversations } from './conversations.ts'
import { memoryErasures, memoryStoredSubmissions, memorySubmissionErasures } from './erasures.ts'
import { memoryForms } from './forms.ts'
import { memoryHistoryViews } from './history-views.ts'
import { memoryKeys } from './one-time-keys.ts'
import { memoryPeople } from './people.ts'
import { seededRandomness } from './randomness.ts'
import { memoryRecords } from './records.ts'
import { memoryReleases } from './releases.ts'
import { memorySessions } from './sessions.ts'
import { memorySignInAttempts } from './sign-ins.ts'
import { memorySites } from './sites.ts'
import { memorySubmissions } from './submissions.ts'
import { emptyTables } from './tables.ts'
import { memoryTemplates } from './templates.ts'
import { immediateTurn, type Turn, withTurns } from './turns.ts'
import { memoryVault } from './vault.ts'

export interface MemoryDependenciesSettings {
  readonly seed?: number
  /** The virtual clock's first moment, milliseconds. */
  readonly start?: number
  /** Hears of each audit record at the moment at which it becomes durable. */
  readonly onRecorded?: (record: AuditRecord) => void
}

/** No tab is open that could hear of it. */
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
  const tables = emptyTables()
  const chains = memoryChains({ tables, clock, randomness, onRecorded })
  const lines: LogLine[] = []
  const log: Log = { write: (line) => void lines.push(line) }

  const stores = {
    records: memoryRecords(tables),
    conversations: memoryConversations(tables, chains),
    forms: memoryForms(tables, chains),
    keys: memoryKeys(tables, chains),
    sessions: memorySessions(tables, chains),
    people: memoryPeople(tables, chains),
    attempts: memorySignInAttempts(tables),
    sites: memorySites(tables, chains),
    templates: memoryTemplates(tables, chains),
    audit: memoryAuditLog(chains),
    trail: memoryAuditTrail(tables),
    pointers: memoryAuditPointers(tables),
    submissions: memorySubmissions(tables, chains),
    releases: memoryReleases(tables, chains),
    views: memoryHistoryViews(tables, chains),
    stored: memoryStoredSubmissions(tables),
    erasures: memoryErasures(tables),
    submissionErasures: memorySubmissionErasures(tables, chains),
    vault: memoryVault(randomness),
    holding: memoryHolding({ clock }),
    progress: noProgress,
    notifier: noNotifier,
    tickets: memoryTickets(tables),
    connections: memoryConnections(tables),
  }

  /** The ports of one invocation, whose calls ask for these turns. */
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
    progress: withTurns('progress', stores.progress, turn),
    notifier: stores.notifier,
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
