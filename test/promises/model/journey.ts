/** One form's journey, with the first agent and visitor of the fixtures, up to a step that a test interrupts. */
import type { FinalState, HistoryEvent, Recorded } from '../history.ts'
import { issueRetrieveKeyCall, retrieveSubmissionCall, sendFormCall } from './agent-calls.ts'
import { agents, conversations, principalOf, visitors } from './fixtures.ts'
import type { createKnownState, KnownKey } from './known-state.ts'
import type { StepCall } from './step-call.ts'
import { issueSubmitKeyCall, openFormCall, resumeFormCall, submitFormCall } from './visitor-calls.ts'

/** Where the journey takes place, and access to what is stored there. */
export interface JourneyEnvironment {
  readonly knownState: ReturnType<typeof createKnownState>
  readonly history: readonly HistoryEvent[]
  readonly signedInAt: number
  finalState(): Promise<readonly FinalState[]>
  /** The audit records of the conversation, in order. */
  records(): Promise<readonly Recorded[]>
}

export const [agent] = agents
export const [conversation] = conversations
const [visitor] = visitors

export const typed = { name: 'Ann Example', withCode: true } as const

/** The answers that the agent should read. */
export const clearText = JSON.stringify({ name: typed.name })

export function createJourney({ knownState, signedInAt }: JourneyEnvironment) {
  const principal = principalOf(agent, 1, signedInAt)
  const { keys, forms, perform } = knownState

  const form = () => {
    const [sent] = forms
    if (sent === undefined) throw new Error('The form has not been sent.')
    return sent
  }
  const newest = (action: KnownKey['action']): KnownKey => {
    const key = keys.findLast((one) => one.action === action)
    if (key === undefined) throw new Error(`No ${action} key exists.`)
    return key
  }
  const must = async (act: StepCall): Promise<void> => {
    const outcome = await perform(act)
    if (outcome !== 'done') throw new Error(`${act.called.step} answered ${outcome}.`)
  }

  const journey = {
    form,
    newest,
    resume: (): StepCall => resumeFormCall(visitor, form().formId),
    issueSubmitKey: (): StepCall => issueSubmitKeyCall(visitor, form()),
    submit: (key = newest('submit')): StepCall =>
      submitFormCall(visitor, { formId: form().formId, submitKey: key.secret, typed }),
    issueRetrieveKey: (): StepCall => issueRetrieveKeyCall(principal, form().formId),
    retrieve: ({ secret, submissionId = '' } = newest('retrieve')): StepCall =>
      retrieveSubmissionCall(principal, { submissionId, retrieveKey: secret }),

    /** Every step before the submit. */
    async upToSubmit(): Promise<void> {
      await must(sendFormCall(principal, conversation))
      await must(openFormCall(visitor, newest('open').secret))
      await must(journey.issueSubmitKey())
    },
    /** Every step before the retrieval. */
    async upToRetrieval(): Promise<void> {
      await journey.upToSubmit()
      await must(journey.submit())
      await must(journey.issueRetrieveKey())
    },
  }
  return journey
}

export type Journey = ReturnType<typeof createJourney>
