/**
 * Turns a random number into a call that the simulation can make now: often the next sensible step of a form's journey,
 * and often with a wrong visitor, agent, form or key.
 */
import fc from 'fast-check'
import { agents, conversations, visitors } from './fixtures.ts'
import type { Intent } from './intent.ts'
import type { KnownForm, KnownKey } from './known-state.ts'
import type { Simulation } from './simulation.ts'

const steps = [
  'send-form',
  'resend-form',
  'cancel-form',
  'issue-retrieve-key',
  'retrieve-submission',
  'sign-out',
  'stay-signed-in',
  'open-form',
  'resume-form',
  'extend-form',
  'report-progress',
  'issue-submit-key',
  'submit-form',
  'decline-form',
  'put-conversation',
  'close-conversation',
] as const

const deviations = ['other-visitor', 'other-agent', 'other-form', 'other-key', 'nothing-typed'] as const

export const arbitraryCommand = fc.record({
  what: fc.oneof(
    { weight: 7, arbitrary: fc.constant('next' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...steps) },
  ),
  /** An index, counted from the newest. */
  which: fc.nat(11),
  twist: fc.oneof(
    { weight: 4, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...deviations) },
  ),
})
export type ArbitraryCommand = typeof arbitraryCommand extends fc.Arbitrary<infer Value> ? Value : never

/** One of the items, or undefined if there are none. */
const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items.at(-1 - (which % items.length))

/** The newest key for an action on a form, if any. */
const newestKey = (simulation: Simulation, form: KnownForm, action: KnownKey['action']): KnownKey | undefined =>
  simulation.keys.findLast((key) => key.formId === form.formId && key.action === action)

const isUsable = (simulation: Simulation, key: KnownKey | undefined): key is KnownKey =>
  key !== undefined &&
  simulation.memory.clock.now() < key.expiresAt &&
  simulation.memory.tables.keys.get(key.key)?.claimedBy === undefined

/** The next step in the journey of this form. */
function nextStep(simulation: Simulation, form: KnownForm, which: number): (typeof steps)[number] {
  const anotherKey = which % 4 === 3
  switch (simulation.memory.tables.forms.get(form.formId)?.state) {
    case 'sent':
      return isUsable(simulation, newestKey(simulation, form, 'open')) ? 'open-form' : 'resend-form'
    case 'opened':
      return !anotherKey && isUsable(simulation, newestKey(simulation, form, 'submit'))
        ? 'submit-form'
        : 'issue-submit-key'
    case 'submitted':
    case 'retrieved':
      return !anotherKey && isUsable(simulation, newestKey(simulation, form, 'retrieve'))
        ? 'retrieve-submission'
        : 'issue-retrieve-key'
    default:
      return 'resend-form'
  }
}

export function intentOf(simulation: Simulation, { what, which, twist }: ArbitraryCommand): Intent | undefined {
  const ownForm = pick(simulation.forms, which)
  const step = what === 'next' ? (ownForm === undefined ? 'send-form' : nextStep(simulation, ownForm, which)) : what
  const form = twist === 'other-form' ? pick(simulation.forms, which + 1) : ownForm
  // Half of the calls use the conversation and agent of that form, so that ends affect the form.
  const about = which % 2 === 0 ? ownForm : undefined
  const anyAgent = about?.sender ?? pick(agents, which)
  const conversation =
    conversations.find((one) => one.siteId === about?.siteId && one.conversationId === about.conversationId) ??
    pick(conversations, which)
  if (anyAgent === undefined || conversation === undefined) return undefined

  switch (step) {
    case 'send-form': {
      const { siteId, conversationId } = conversation
      const assigned = simulation.memory.tables.conversations.get(`${siteId}#${conversationId}`)?.agentId
      const own = agents.find((agent) => agent.siteId === siteId && agent.subject === assigned)
      return { step, agent: twist === 'other-agent' || own === undefined ? anyAgent : own, conversation }
    }
    case 'put-conversation':
      return {
        step,
        conversation,
        agent: agents.find(({ siteId }) => siteId === conversation.siteId && which > 5) ?? anyAgent,
      }
    case 'close-conversation':
      return { step, conversation }
    case 'sign-out':
    case 'stay-signed-in':
      return { step, agent: anyAgent }
    default:
      if (ownForm === undefined || form === undefined) return undefined
      return formIntent(simulation, { step, which, twist }, ownForm, form)
  }
}

type FormStep = Exclude<
  (typeof steps)[number],
  'send-form' | 'put-conversation' | 'close-conversation' | 'sign-out' | 'stay-signed-in'
>

/** `own` is the form whose keys and people are used, `form` the form that is named. */
function formIntent(
  simulation: Simulation,
  { step, which, twist }: { step: FormStep; which: number; twist: ArbitraryCommand['twist'] },
  own: KnownForm,
  form: KnownForm,
): Intent | undefined {
  const agent = twist === 'other-agent' ? (pick(agents, which) ?? own.sender) : own.sender
  // Two forms in a row belong to the same visitor.
  const visitor = pick(
    visitors,
    Math.floor(simulation.forms.indexOf(own) / 2) + (twist === 'other-visitor' ? 1 + (which % 2) : 0),
  )
  const key = (action: KnownKey['action']) =>
    twist === 'other-key'
      ? pick(simulation.keys, which)
      : simulation.keys.filter((one) => one.formId === own.formId && one.action === action).at(-1 - (which % 2))
  if (visitor === undefined) return undefined

  switch (step) {
    case 'resend-form':
    case 'cancel-form':
    case 'issue-retrieve-key':
      return { step, agent, form }
    case 'open-form': {
      const openKey = key('open') ?? newestKey(simulation, own, 'open')
      return openKey && { step, visitor, key: openKey }
    }
    case 'submit-form': {
      const submitKey = key('submit') ?? newestKey(simulation, own, 'submit')
      const name = twist === 'nothing-typed' ? '' : `${visitor.name} ${simulation.history.length}`
      return submitKey && { step, visitor, form, key: submitKey, typed: { name, withCode: which % 2 === 0 } }
    }
    case 'retrieve-submission': {
      const retrieveKey = key('retrieve') ?? newestKey(simulation, own, 'retrieve')
      const submissionId = simulation.memory.tables.forms.get(form.formId)?.submissionId ?? retrieveKey?.submissionId
      return retrieveKey && submissionId ? { step, agent, key: retrieveKey, submissionId } : undefined
    }
    default:
      return { step, visitor, form }
  }
}
