/** The effects of an undisturbed call: the change of its step after a success, no change after a refusal. */

import type { FormRecord } from '../../../lambdas/core/forms/form.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import type { Intent } from './intent.ts'
import type { Simulation } from './simulation.ts'

const formIdOf = (intent: Intent): string | undefined =>
  'form' in intent ? intent.form.formId : 'key' in intent ? intent.key.formId : undefined

/** The fields of a form that show what happened to it. */
const formSnapshot = (form: FormRecord | undefined) =>
  form && {
    state: form.state,
    generation: form.generation,
    visitorHash: form.visitorHash,
    expiresAt: form.expiresAt,
    closedAt: form.closedAt,
    hasSubmission: form.submissionId !== undefined,
  }

export interface StateBefore {
  readonly form: FormRecord | undefined
  readonly isKeySpent: boolean
}

const snapshotOf = ({ memory: { tables } }: Simulation, intent: Intent): StateBefore => {
  const formId = formIdOf(intent)
  return {
    form: formId === undefined ? undefined : tables.forms.get(formId),
    isKeySpent: 'key' in intent && tables.keys.get(intent.key.key)?.claimedBy !== undefined,
  }
}

export const stateBefore = snapshotOf

/** The wrong effects of a call, as sentences. */
export function wrongEffects(simulation: Simulation, intent: Intent, was: StateBefore, outcome: string): string[] {
  const is = snapshotOf(simulation, intent)
  const wanted = outcome === 'done' ? expectedForm(simulation, intent, was.form) : formSnapshot(was.form)
  const wrong: string[] = []
  if (JSON.stringify(formSnapshot(is.form)) !== JSON.stringify(wanted)) {
    wrong.push(
      `${intent.step} answered ${outcome} and left the form ${JSON.stringify(formSnapshot(is.form))} instead of ${JSON.stringify(wanted)}.`,
    )
  }
  // Opening binds the form instead of claiming the key, so that only the browser that has the form can open it again.
  const spends = outcome === 'done' && 'key' in intent && intent.step !== 'open-form'
  if (is.isKeySpent !== (was.isKeySpent || spends)) {
    wrong.push(`${intent.step} answered ${outcome} and its key is ${is.isKeySpent ? 'spent' : 'not spent'}.`)
  }
  return outcome === 'done' ? [...wrong, ...missingEnds(simulation, intent)] : wrong
}

const hour = 60 * 60_000

/** The form after a success; it existed before, or the step is not about a form. */
function expectedForm({ memory: { clock } }: Simulation, intent: Intent, form: FormRecord | undefined) {
  if (form === undefined) return undefined
  const now = clock.now()
  const minutes = form.settings.formMinutes * 60_000
  const was = formSnapshot(form)
  switch (intent.step) {
    case 'open-form':
      return { ...was, state: 'opened', visitorHash: hashOf(intent.visitor.secret) }
    case 'extend-form':
      return { ...was, expiresAt: Math.min(now + minutes, (form.openedAt ?? now) + 24 * hour) }
    case 'decline-form':
      return { ...was, state: 'declined' }
    case 'cancel-form':
      return { ...was, state: 'cancelled' }
    case 'submit-form':
      return { ...was, state: 'submitted', hasSubmission: true }
    case 'retrieve-submission':
      return { ...was, state: 'retrieved' }
    case 'resend-form':
      return {
        ...was,
        state: 'sent',
        generation: form.generation + 1,
        visitorHash: undefined,
        expiresAt: now + minutes,
      }
    default:
      return was
  }
}

function missingEnds(simulation: Simulation, intent: Intent): string[] {
  const { tables } = simulation.memory
  if (intent.step === 'sign-out') {
    const session = tables.sessions.get(simulation.principal(intent.agent).sessionHash)
    return session?.ended === 'signed-out' ? [] : ['sign-out left the session alive.']
  }
  if (intent.step !== 'close-conversation') return []
  const { siteId, conversationId } = intent.conversation
  const open = tables.forms
    .all()
    .filter((form) => form.siteId === siteId && form.conversationId === conversationId && form.closedAt === undefined)
  const state = tables.conversations.get(keyOf.conversation(intent.conversation))?.state
  return [
    ...(state === 'closed' ? [] : ['close-conversation left the conversation open.']),
    ...open.map(({ formId }) => `close-conversation left form ${formId} open.`),
  ]
}
