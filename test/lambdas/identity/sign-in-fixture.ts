/** A site, its people and their sessions in memory, under a virtual clock. */
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import { signOut } from '../../../lambdas/control-zone/sign-out.ts'
import { staySignedIn } from '../../../lambdas/control-zone/stay-signed-in.ts'
import type { AuditEvent, AuditLog } from '../../../lambdas/core/audit/audit.ts'
import type { PersonRecord } from '../../../lambdas/core/people/person.ts'
import type { MachinePrincipal, PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import type { SessionRecord } from '../../../lambdas/core/people/session.ts'
import type { Sessions } from '../../../lambdas/core/people/sessions.ts'
import type { AgentNotifier } from '../../../lambdas/core/push/agent-notifier.ts'
import type { FoundRecords, Records } from '../../../lambdas/core/records/records.ts'
import { SiteRecord } from '../../../lambdas/core/sites/site.ts'
import { type AccessRequirement, admission, callerLookup } from '../../../lambdas/identity/admission.ts'

export const start = Date.parse('2026-03-02T09:00:00.000Z')
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

export const acme = SiteId.parse('acme')
export const agent: PersonPrincipal = {
  kind: 'person',
  siteId: acme,
  issuer: 'https://issuer.example',
  subject: AgentId.parse('agent-7'),
  profile: 'agent',
  sessionHash: 'a'.repeat(64),
  signedInAt: start,
}
/** The fields of a record with the agent as its actor. */
export const byAgent = { actor: 'agent:agent-7', actorIssuer: agent.issuer }
export const backend: MachinePrincipal = {
  kind: 'machine',
  siteId: acme,
  issuer: 'https://issuer.example',
  clientId: 'chat',
  agentsOf: 'https://issuer.example',
  scopes: ['sealform/conversations'],
}

export const signedIn: AccessRequirement = { anyOf: [], activity: false }
export const active: AccessRequirement = { anyOf: [], activity: true }

export function signInFixture(settings: Partial<SiteRecord> = {}) {
  let now = start
  const stored = new Map<string, SessionRecord>()
  const sweepAt = new Map<string, number>()
  const writes: string[] = []
  const begun: number[] = []
  const notes: AuditEvent[] = []
  const site = SiteRecord.parse({ siteId: acme, name: 'Acme', ...settings })
  const storedRecords: { site: SiteRecord | undefined; person: PersonRecord | undefined } = { site, person: undefined }

  const sessions: Sessions = {
    async recordSignIn(_person, signedInAt) {
      begun.push(signedInAt)
    },
    async disableInactive(_person, now) {
      writes.push('disableUnused')
      if (storedRecords.person?.enabled !== true) return false
      storedRecords.person = { ...storedRecords.person, enabled: false, signInsEndedAt: now }
      return true
    },
    async create(session, sweep) {
      writes.push('create')
      if (stored.has(session.sessionHash)) return false
      stored.set(session.sessionHash, session)
      sweepAt.set(session.sessionHash, sweep)
      return true
    },
    async touch(sessionHash, lastSeenAt) {
      writes.push('touch')
      const session = stored.get(sessionHash)
      if (session === undefined || session.ended !== undefined) return false
      stored.set(sessionHash, { ...session, lastSeenAt: Math.max(lastSeenAt, session.lastSeenAt) })
      return true
    },
    async end(session, sweep, event) {
      writes.push('end')
      if (stored.get(session.sessionHash)?.ended !== undefined) return false
      stored.set(session.sessionHash, session)
      sweepAt.set(session.sessionHash, sweep)
      if (event !== undefined) notes.push(event)
      return true
    },
  }
  const noConversation = async () => {
    throw new Error('people have no chain of a conversation')
  }
  const audit: AuditLog = {
    head: noConversation,
    append: noConversation,
    appendAt: noConversation,
    async record(event) {
      notes.push(event)
    },
  }
  const records: Records = {
    async read(lookup): Promise<FoundRecords> {
      const session = lookup.session === undefined ? undefined : stored.get(lookup.session)
      return {
        ...(storedRecords.site && lookup.site && { site: storedRecords.site }),
        ...(storedRecords.person && lookup.person && { person: storedRecords.person }),
        ...(session && { session }),
      }
    },
  }
  /** No tab is open. */
  const notifier: AgentNotifier = {
    notifySender: async () => {},
    notifySenders: async () => {},
    closeUnauthorizedSockets: async () => {},
  }
  const ports = { sessions, audit, records, notifier, clock: { now: () => now } }
  return {
    ports,
    stored,
    sweepAt,
    writes,
    begun,
    notes,
    wait: (milliseconds: number) => {
      now += milliseconds
    },
    setPerson: (about: Partial<PersonRecord>) => {
      storedRecords.person = { siteId: acme, issuer: agent.issuer, subject: agent.subject, enabled: true, ...about }
    },
    setSite: (changed: Partial<SiteRecord>) => {
      storedRecords.site = { ...site, ...changed }
    },
    removeSite: () => {
      storedRecords.site = undefined
    },
    /** As a step does with its caller: reads the records, then decides. */
    async call(need: AccessRequirement = signedIn, principal: PersonPrincipal | MachinePrincipal = agent) {
      return await admission(ports)(principal, await records.read(callerLookup(principal)), need)
    },
    signOut: () => signOut(ports)({ principal: agent }),
    stay: () => staySignedIn(ports)({ principal: agent }),
  }
}

/** The refusal's code, or `admitted`. */
export const resultOf = (answer: object): unknown => ('refused' in answer ? answer.refused : 'admitted')
