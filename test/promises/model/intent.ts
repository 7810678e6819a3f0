/** What somebody is about to do: a step with the people and things that it is about. */

import {
  assigning,
  cancelling,
  closing,
  issuingRetrieveKey,
  resending,
  retrieving,
  sending,
  signingOut,
  stayingSignedIn,
} from './agent-calls.ts'
import type { Agent, Conversation, Visitor } from './fixtures.ts'
import type { KnownForm, KnownKey } from './known-state.ts'
import type { Stage } from './simulation.ts'
import type { Act } from './step-call.ts'
import {
  declining,
  extending,
  issuingSubmitKey,
  opening,
  reporting,
  resuming,
  submitting,
  type Typed,
} from './visitor-calls.ts'

interface OfAgent {
  readonly agent: Agent
}
interface OfVisitor {
  readonly visitor: Visitor
}
interface OnForm {
  readonly form: KnownForm
}
interface WithKey {
  readonly key: KnownKey
}

export type Intent =
  | ({ readonly step: 'send-form'; readonly conversation: Conversation } & OfAgent)
  | ({ readonly step: 'resend-form' | 'cancel-form' | 'issue-retrieve-key' } & OfAgent & OnForm)
  | ({ readonly step: 'retrieve-submission'; readonly submissionId: string } & OfAgent & WithKey)
  | ({ readonly step: 'sign-out' | 'stay-signed-in' } & OfAgent)
  | ({ readonly step: 'open-form' } & OfVisitor & WithKey)
  | ({
      readonly step: 'resume-form' | 'extend-form' | 'report-progress' | 'issue-submit-key' | 'decline-form'
    } & OfVisitor &
      OnForm)
  | ({ readonly step: 'submit-form'; readonly typed: Typed } & OfVisitor & OnForm & WithKey)
  | ({ readonly step: 'put-conversation'; readonly conversation: Conversation } & OfAgent)
  | { readonly step: 'close-conversation'; readonly conversation: Conversation }

export function actOf(stage: Stage, intent: Intent): Act {
  switch (intent.step) {
    case 'send-form':
      return sending(stage.principal(intent.agent), intent.conversation)
    case 'resend-form':
      return resending(stage.principal(intent.agent), intent.form.formId)
    case 'cancel-form':
      return cancelling(stage.principal(intent.agent), intent.form.formId)
    case 'issue-retrieve-key':
      return issuingRetrieveKey(stage.principal(intent.agent), intent.form.formId)
    case 'retrieve-submission': {
      const { submissionId, key } = intent
      return retrieving(stage.principal(intent.agent), { submissionId, retrieveKey: key.secret })
    }
    case 'sign-out':
      return signingOut(stage.principal(intent.agent))
    case 'stay-signed-in':
      return stayingSignedIn(stage.principal(intent.agent))
    case 'open-form':
      return opening(intent.visitor, intent.key.secret)
    case 'resume-form':
      return resuming(intent.visitor, intent.form.formId)
    case 'extend-form':
      return extending(intent.visitor, intent.form.formId)
    case 'report-progress':
      return reporting(intent.visitor, intent.form.formId)
    case 'issue-submit-key':
      return issuingSubmitKey(intent.visitor, intent.form)
    case 'decline-form':
      return declining(intent.visitor, intent.form.formId)
    case 'submit-form': {
      const { form, key, typed } = intent
      return submitting(intent.visitor, { formId: form.formId, submitKey: key.secret, typed })
    }
    case 'put-conversation':
      return assigning(intent.conversation, intent.agent)
    case 'close-conversation':
      return closing(intent.conversation)
  }
}
