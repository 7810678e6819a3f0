/** The steps of the journey as moves: what to send, and what a history says about it. */
import type { StepName } from '../../../contracts/protocol.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import type { Called, Party } from '../../promises/history.ts'

export interface StepRequest {
  readonly step: StepName
  readonly path?: Readonly<Record<string, string>>
  readonly body?: object
  readonly accessToken?: string
  readonly about: Omit<Called, 'type' | 'call' | 'at' | 'step'>
}

export interface SignedIn {
  readonly accessToken: string
  readonly by: Party
}

export interface Form {
  readonly formId: string
  readonly conversationId: string
  readonly openKey: string
}

export interface Answers {
  readonly answers: Readonly<Record<string, string>>
  readonly sealedAnswers?: Readonly<Record<string, { readonly enc: string; readonly ciphertext: string }>>
}

export const visitorParty = (visitorSecret: string): Party => ({ kind: 'visitor', visitor: hashOf(visitorSecret) })

/** What stands for a set of answers in a history. */
export const digestOf = (answers: Readonly<Record<string, string>>): string =>
  hashOf(JSON.stringify(Object.entries(answers).sort(([left], [right]) => (left < right ? -1 : 1))))

export const putConversation = (backend: SignedIn, conversationId: string, agentId: string): StepRequest => ({
  step: 'put-conversation',
  path: { conversationId },
  body: { agentId },
  accessToken: backend.accessToken,
  about: { by: backend.by, conversationId },
})

export const closeConversation = (backend: SignedIn, conversationId: string): StepRequest => ({
  step: 'close-conversation',
  path: { conversationId },
  accessToken: backend.accessToken,
  about: { by: backend.by, conversationId },
})

export const sendForm = (agent: SignedIn, conversationId: string, body: object): StepRequest => ({
  step: 'send-form',
  path: { conversationId },
  body,
  accessToken: agent.accessToken,
  about: { by: agent.by, conversationId },
})

export const openForm = ({ openKey }: Form, visitorSecret: string): StepRequest => ({
  step: 'open-form',
  body: { openKey, visitorSecret },
  about: { by: visitorParty(visitorSecret), key: hashOf(openKey) },
})

export const resumeForm = ({ formId }: Form, visitorSecret: string): StepRequest => ({
  step: 'resume-form',
  body: { formId, visitorSecret },
  about: { by: visitorParty(visitorSecret), formId },
})

export const issueSubmitKey = ({ formId }: Form, visitorSecret: string): StepRequest => ({
  step: 'issue-submit-key',
  body: { formId, visitorSecret },
  about: { by: visitorParty(visitorSecret), formId },
})

export const submitForm = (
  { formId }: Form,
  { visitorSecret, submitKey }: { visitorSecret: string; submitKey: string },
  answers: Answers,
): StepRequest => ({
  step: 'submit-form',
  body: { formId, visitorSecret, submitKey, ...answers },
  about: { by: visitorParty(visitorSecret), key: hashOf(submitKey), formId, clear: digestOf(answers.answers) },
})

export const getForm = (agent: SignedIn, { formId }: Form): StepRequest => ({
  step: 'get-form',
  path: { formId },
  accessToken: agent.accessToken,
  about: { by: agent.by, formId },
})

export const issueRetrieveKey = (agent: SignedIn, { formId }: Form): StepRequest => ({
  step: 'issue-retrieve-key',
  path: { formId },
  accessToken: agent.accessToken,
  about: { by: agent.by, formId },
})

export const retrieveSubmission = (
  agent: SignedIn,
  { submissionId, retrieveKey }: { submissionId: string; retrieveKey: string },
): StepRequest => ({
  step: 'retrieve-submission',
  path: { submissionId },
  body: { retrieveKey },
  accessToken: agent.accessToken,
  about: { by: agent.by, key: hashOf(retrieveKey), submissionId },
})
