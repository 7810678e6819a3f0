/** A call that a command is about to make: a step with its people and objects. */

import {
  cancelFormCall,
  closeConversationCall,
  issueRetrieveKeyCall,
  putConversationCall,
  resendFormCall,
  retrieveSubmissionCall,
  sendFormCall,
  signOutCall,
  staySignedInCall,
} from './agent-calls.ts'
import type { Agent, Conversation, Visitor } from './fixtures.ts'
import type { KnownForm, KnownKey } from './known-state.ts'
import type { Simulation } from './simulation.ts'
import type { StepCall } from './step-call.ts'
import {
  declineFormCall,
  extendFormCall,
  issueSubmitKeyCall,
  openFormCall,
  reportProgressCall,
  resumeFormCall,
  submitFormCall,
  type TypedAnswers,
} from './visitor-calls.ts'

interface WithAgent {
  readonly agent: Agent
}
interface WithVisitor {
  readonly visitor: Visitor
}
interface WithForm {
  readonly form: KnownForm
}
interface WithKey {
  readonly key: KnownKey
}

export type Intent =
  | ({ readonly step: 'send-form'; readonly conversation: Conversation } & WithAgent)
  | ({ readonly step: 'resend-form' | 'cancel-form' | 'issue-retrieve-key' } & WithAgent & WithForm)
  | ({ readonly step: 'retrieve-submission'; readonly submissionId: string } & WithAgent & WithKey)
  | ({ readonly step: 'sign-out' | 'stay-signed-in' } & WithAgent)
  | ({ readonly step: 'open-form' } & WithVisitor & WithKey)
  | ({
      readonly step: 'resume-form' | 'extend-form' | 'report-progress' | 'issue-submit-key' | 'decline-form'
    } & WithVisitor &
      WithForm)
  | ({ readonly step: 'submit-form'; readonly typed: TypedAnswers } & WithVisitor & WithForm & WithKey)
  | ({ readonly step: 'put-conversation'; readonly conversation: Conversation } & WithAgent)
  | { readonly step: 'close-conversation'; readonly conversation: Conversation }

export function stepCallOf(simulation: Simulation, intent: Intent): StepCall {
  switch (intent.step) {
    case 'send-form':
      return sendFormCall(simulation.principal(intent.agent), intent.conversation)
    case 'resend-form':
      return resendFormCall(simulation.principal(intent.agent), intent.form.formId)
    case 'cancel-form':
      return cancelFormCall(simulation.principal(intent.agent), intent.form.formId)
    case 'issue-retrieve-key':
      return issueRetrieveKeyCall(simulation.principal(intent.agent), intent.form.formId)
    case 'retrieve-submission': {
      const { submissionId, key } = intent
      return retrieveSubmissionCall(simulation.principal(intent.agent), { submissionId, retrieveKey: key.secret })
    }
    case 'sign-out':
      return signOutCall(simulation.principal(intent.agent))
    case 'stay-signed-in':
      return staySignedInCall(simulation.principal(intent.agent))
    case 'open-form':
      return openFormCall(intent.visitor, intent.key.secret)
    case 'resume-form':
      return resumeFormCall(intent.visitor, intent.form.formId)
    case 'extend-form':
      return extendFormCall(intent.visitor, intent.form.formId)
    case 'report-progress':
      return reportProgressCall(intent.visitor, intent.form.formId)
    case 'issue-submit-key':
      return issueSubmitKeyCall(intent.visitor, intent.form)
    case 'decline-form':
      return declineFormCall(intent.visitor, intent.form.formId)
    case 'submit-form': {
      const { form, key, typed } = intent
      return submitFormCall(intent.visitor, { formId: form.formId, submitKey: key.secret, typed })
    }
    case 'put-conversation':
      return putConversationCall(intent.conversation, intent.agent)
    case 'close-conversation':
      return closeConversationCall(intent.conversation)
  }
}
