/**
 * The outcomes that the protocol defines for an undisturbed call, from its own tables and not from the code: the
 * replies by form state, and the rules of keys and sign-ins. If an interrupted close left a form unmarked in a closed
 * conversation, steps that read only the form may answer either way until the close is repeated.
 */
import type { RefusalCode } from '../../../contracts/problem.ts'
import type { FormRecord } from '../../../lambdas/core/forms/form.ts'
import type { KeyRecord } from '../../../lambdas/core/one-time-keys/key-record.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import type { SessionRecord } from '../../../lambdas/core/people/session.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import type { Agent } from './fixtures.ts'
import type { Intent } from './intent.ts'
import type { Simulation } from './simulation.ts'

export type ExpectedOutcome = 'done' | RefusalCode

type Status = FormRecord['state'] | 'expired'
type OutcomeByStatus = Partial<Record<Status, 'done' | 'conflict'>>

const untilRead = { submitted: 'conflict', retrieved: 'conflict' } as const

const outcomesByStep: Readonly<Record<string, OutcomeByStatus>> = {
  'extend-form': { opened: 'done' },
  'report-progress': { opened: 'done' },
  'issue-submit-key': { opened: 'done', ...untilRead },
  'submit-form': { opened: 'done', submitted: 'conflict' },
  'decline-form': { opened: 'done', declined: 'done', ...untilRead },
  'cancel-form': {
    sent: 'done',
    opened: 'done',
    cancelled: 'done',
    ...untilRead,
    declined: 'conflict',
    expired: 'conflict',
  },
  'resend-form': {
    sent: 'done',
    opened: 'done',
    expired: 'done',
    declined: 'done',
    ...untilRead,
    cancelled: 'conflict',
  },
  'issue-retrieve-key': {
    submitted: 'done',
    retrieved: 'done',
    sent: 'conflict',
    opened: 'conflict',
    declined: 'conflict',
    cancelled: 'conflict',
    expired: 'conflict',
  },
}

const statusAt = (form: FormRecord, now: number): Status =>
  ['sent', 'opened'].includes(form.state) && now >= form.expiresAt ? 'expired' : form.state

/** Whether a stored session is live: not ended and not idle. */
function isLiveSession(simulation: Simulation, session: SessionRecord | undefined): boolean {
  const site = session && simulation.memory.tables.sites.get(session.siteId)
  if (session === undefined || site === undefined || session.ended !== undefined) return false
  return simulation.memory.clock.now() - session.lastSeenAt < site.idleMinutes * 60_000
}

const maxSignInMs = 12 * 60 * 60_000

/** Why this agent is refused, if so. */
function signInRefusal(simulation: Simulation, agent: Agent, needsPermission: boolean): ExpectedOutcome | undefined {
  const { sessionHash, signedInAt } = simulation.principal(agent)
  const { people, sessions } = simulation.memory.tables
  const person = people.get(keyOf.person(simulation.personRef(agent)))
  const session = sessions.get(sessionHash)
  const isSignedIn =
    simulation.memory.clock.now() - signedInAt < maxSignInMs &&
    person?.enabled !== false &&
    (session === undefined || isLiveSession(simulation, session))
  if (!isSignedIn) return 'not-signed-in'
  return needsPermission && (person?.profile ?? agent.profile) !== 'agent' ? 'not-permitted' : undefined
}

export function expectedOutcomes(simulation: Simulation, intent: Intent): readonly ExpectedOutcome[] {
  const { tables, clock } = simulation.memory
  const now = clock.now()
  const formAt = (formId: string) => tables.forms.get(formId)
  const conversationOf = (ids: { siteId: string; conversationId: string }) =>
    tables.conversations.get(keyOf.conversation(ids))
  const isClosed = (form: FormRecord) => conversationOf(form)?.state !== 'active'
  const isUnspent = (key: KeyRecord | undefined): key is KeyRecord =>
    key !== undefined && key.claimedBy === undefined && now < key.expiresAt

  /** By the table, for a form that this caller may see. */
  const byState = (form: FormRecord): readonly ExpectedOutcome[] => {
    const answer = outcomesByStep[intent.step]?.[statusAt(form, now)] ?? 'not-available'
    if (form.closedAt !== undefined) return ['not-available']
    return isClosed(form) ? [answer, 'not-available'] : [answer]
  }

  switch (intent.step) {
    case 'put-conversation': {
      const conversation = conversationOf(intent.conversation)
      return [conversation?.state === 'active' ? 'done' : 'conflict']
    }
    case 'close-conversation':
      return ['done']
    case 'sign-out':
    case 'stay-signed-in':
      return [signInRefusal(simulation, intent.agent, false) ?? 'done']
    case 'send-form': {
      const out = signInRefusal(simulation, intent.agent, true)
      if (out !== undefined) return [out]
      const { siteId, subject } = intent.agent
      const conversation = conversationOf({ siteId, conversationId: intent.conversation.conversationId })
      return [conversation?.state === 'active' && conversation.agentId === subject ? 'done' : 'not-available']
    }
    case 'cancel-form':
    case 'resend-form':
    case 'issue-retrieve-key': {
      const out = signInRefusal(simulation, intent.agent, true)
      if (out !== undefined) return [out]
      const form = formAt(intent.form.formId)
      const { siteId, subject } = intent.agent
      if (form?.siteId !== siteId || form.sender.subject !== subject) return ['not-available']
      if (intent.step !== 'resend-form') return byState(form)
      const conversation = conversationOf(form)
      const isAssigned = conversation?.state === 'active' && conversation.agentId === subject
      return isAssigned ? byState(form) : ['not-available']
    }
    case 'retrieve-submission': {
      const out = signInRefusal(simulation, intent.agent, true)
      if (out !== undefined) return [out]
      const key = tables.keys.get(intent.key.key)
      const form = key && formAt(key.formId)
      const { siteId, subject } = intent.agent
      const fits =
        isUnspent(key) &&
        key.action === 'retrieve' &&
        key.siteId === siteId &&
        intent.key.to === subject &&
        key.submissionId === intent.submissionId &&
        form !== undefined &&
        form.generation === key.generation &&
        form.closedAt === undefined &&
        !isClosed(form) &&
        ['submitted', 'retrieved'].includes(form.state) &&
        isLiveSession(simulation, tables.sessions.get(key.sessionHash ?? ''))
      return [fits ? 'done' : 'not-available']
    }
    case 'open-form': {
      const key = tables.keys.get(intent.key.key)
      const form = key && formAt(key.formId)
      const mine = (hash: string | undefined) => hash === undefined || hash === hashOf(intent.visitor.secret)
      const fits =
        key?.action === 'open' &&
        now < key.expiresAt &&
        mine(key.claimedBy) &&
        form !== undefined &&
        form.generation === key.generation &&
        form.closedAt === undefined &&
        !isClosed(form) &&
        ['sent', 'opened'].includes(statusAt(form, now)) &&
        mine(form.visitorHash)
      return [fits ? 'done' : 'not-available']
    }
    case 'submit-form': {
      const form = formAt(intent.form.formId)
      const key = tables.keys.get(intent.key.key)
      const fits =
        isUnspent(key) &&
        key.action === 'submit' &&
        key.formId === form?.formId &&
        key.generation === form.generation &&
        key.subject === hashOf(intent.visitor.secret) &&
        form.visitorHash === key.subject
      if (!fits || form === undefined) return ['not-available']
      const answers = byState(form)
      if (!answers.includes('done')) return answers
      const isComplete = intent.typed.name !== ''
      return isClosed(form) ? ['not-available', 'not-valid'] : [isComplete ? 'done' : 'not-valid']
    }
    case 'resume-form': {
      // The bound browser learns how the form ended.
      const form = formAt(intent.form.formId)
      const isBound = form?.visitorHash === hashOf(intent.visitor.secret)
      return [isBound && form.state !== 'sent' && form.erasedAt === undefined ? 'done' : 'not-available']
    }
    default: {
      const form = formAt(intent.form.formId)
      if (form?.visitorHash === undefined || form.visitorHash !== hashOf(intent.visitor.secret))
        return ['not-available']
      return byState(form)
    }
  }
}
