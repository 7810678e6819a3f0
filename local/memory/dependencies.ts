/**
 * The service's whole outside in memory: every port, a clock that is told what time it is, and randomness that repeats.
 * Each port keeps the promises that its docstring makes, so that the real use cases run on it unchanged.
 */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { Progress } from '../../lambdas/core/forms/progress.ts'
import type { Log, LogLine } from '../../lambdas/core/log.ts'
import type { RateLimits } from '../../lambdas/core/rate-limits.ts'
import { memoryHolding } from '../../lambdas/pci-zone/holding/memory-holding.ts'
import { worldAudit, worldChains } from './audit.ts'
import { worldAuditTrail } from './audit-trail.ts'
import { virtualClock } from './clock.ts'
import { worldConnections, worldTickets } from './connections.ts'
import { worldConversations } from './conversations.ts'
import { worldErasures, worldStoredSubmissions, worldSubmissionErasures } from './erasures.ts'
import { worldForms } from './forms.ts'
import { worldHistoryViews } from './history-views.ts'
import { worldKeys } from './one-time-keys.ts'
import { worldPeople } from './people.ts'
import { seededRandomness } from './randomness.ts'
import { worldRecords } from './records.ts'
import { worldReleases } from './releases.ts'
import { worldSessions } from './sessions.ts'
import { worldSignInAttempts } from './sign-ins.ts'
import { worldSubmissions } from './submissions.ts'
import { emptyTables } from './tables.ts'
import { worldSites, worldTemplates } from './templates.ts'
import { atOnce, type Turn, withTurns } from './turns.ts'
import { worldVault } from './vault.ts'

export interface WorldSettings {
  readonly seed?: number
  /** The virtual clock's first moment, milliseconds. */
  readonly start?: number
  /** Hears of each audit record at the moment at which it becomes durable. */
  readonly recorded?: (record: AuditRecord) => void
}

/** No tab is open that could hear of it. */
const unheard: Progress = { report: async () => {} }

const noLimits: RateLimits = { waitSeconds: () => undefined, count: () => {} }

export function createWorld({ seed = 1, start = Date.UTC(2030, 0, 15, 12), recorded = () => {} }: WorldSettings = {}) {
  const clock = virtualClock(start)
  const randomness = seededRandomness(seed)
  const tables = emptyTables()
  const chains = worldChains({ tables, clock, randomness, recorded })
  const lines: LogLine[] = []
  const log: Log = { write: (line) => void lines.push(line) }

  const stores = {
    records: worldRecords(tables),
    conversations: worldConversations(tables),
    forms: worldForms(tables),
    keys: worldKeys(tables),
    sessions: worldSessions(tables),
    people: worldPeople(tables),
    attempts: worldSignInAttempts(tables),
    sites: worldSites(tables),
    templates: worldTemplates(tables),
    audit: worldAudit(chains),
    trail: worldAuditTrail(tables),
    submissions: worldSubmissions(tables, chains),
    releases: worldReleases(tables, chains),
    views: worldHistoryViews(tables, chains),
    stored: worldStoredSubmissions(tables),
    erasures: worldErasures(tables),
    submissionErasures: worldSubmissionErasures(tables, chains),
    vault: worldVault(randomness),
    holding: memoryHolding({ clock }),
    progress: unheard,
    tickets: worldTickets(tables),
    connections: worldConnections(tables),
  }

  /** The ports of one invocation, whose calls ask for these turns. */
  const ports = (turn: Turn = atOnce) => ({
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
    submissions: withTurns('submissions', stores.submissions, turn),
    releases: withTurns('releases', stores.releases, turn),
    views: withTurns('views', stores.views, turn),
    stored: withTurns('stored', stores.stored, turn),
    erasures: withTurns('erasures', stores.erasures, turn),
    submissionErasures: withTurns('submissionErasures', stores.submissionErasures, turn),
    vault: withTurns('vault', stores.vault, turn),
    holding: withTurns('holding', stores.holding, turn),
    limits: noLimits,
    progress: withTurns('progress', stores.progress, turn),
    tickets: withTurns('tickets', stores.tickets, turn),
    connections: stores.connections,
    publicOrigin: 'https://sealform.example',
    clock,
    randomness,
    log,
  })

  return { clock, randomness, tables, lines, ports }
}

export type World = ReturnType<typeof createWorld>
export type WorldPorts = ReturnType<World['ports']>
