/**
 * A site of its own for a test, with the people of a journey. They call steps through the typed client; `request` sends what the
 * client would not.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type Call, type CallResult, type Client, createClient } from '../../contracts/client.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import type { ReplyOf } from '../../lambdas/core/steps/step-request.ts'
import { type Reply, type RequestOptions, sendRequest } from './http-client.ts'
import type { LocalService, Service } from './service.ts'

type StepOf<Name extends StepName> = (typeof protocol)[Name]

/** One caller: a sign-in of a person, the chat backend, or a visitor without a token. */
export interface Caller {
  readonly accessToken?: string
  call<Name extends StepName>(step: Name, call?: Call<StepOf<Name>>): Promise<CallResult<ReplyOf<StepOf<Name>>>>
  /** The reply; throws when the step refuses, for calls that a test needs on its way. */
  reply<Name extends StepName>(step: Name, call?: Call<StepOf<Name>>): Promise<ReplyOf<StepOf<Name>>>
}

export interface SentForm {
  readonly conversationId: string
  readonly formId: string
  readonly openKey: string
}

export interface OpenedForm extends SentForm {
  readonly visitorSecret: string
}

export interface SubmittedForm extends OpenedForm {
  readonly submitKey: string
  readonly submissionId: string
}

/** Answers that the shipped template `bank-account` accepts. */
export const bankAnswers = {
  'account-holder': 'Ada Lovelace',
  iban: 'DE89370400440532013000',
  'may-use-account': 'yes',
} as const

/** The agent to whom conversations are assigned by default. */
export const agentId = 'agent-7'

export const newConversationId = (): string => `chat-${randomUUID()}`
export const newVisitorSecret = (): string => randomBytes(32).toString('base64url')
/** Well formed, and never issued. */
export const unknownKey = (): string => randomBytes(32).toString('base64url')

/** The code of a refusal, or `done`. */
export const codeOf = ({ problem }: CallResult<unknown>): string => problem?.code ?? 'done'

/** The status of a call with the code of its refusal, or `done`. */
export const answerOf = async (call: Promise<CallResult<unknown>>): Promise<[number, string]> => {
  const result = await call
  return [result.status, codeOf(result)]
}

/** The etag of a reply, which must carry one. */
export const etagIn = (result: CallResult<unknown>): string => {
  if (result.problem !== undefined || result.etag === undefined) throw new Error(`no etag in ${result.status}`)
  return result.etag
}

/** Finds the service at its current origin, which changes when a process of its own starts again. */
export const clientOf = (service: Pick<Service, 'origin'>, fetch = globalThis.fetch): Client => ({
  call: (step, given) => createClient({ origin: service.origin, fetch }).call(step, given),
})

/** Calls steps through `client`, which may record or delay them. */
export const newSite = async (service: Service, client: Client = clientOf(service)) => {
  const siteId = await service.newSiteId()

  const callerWith = (accessToken?: string): Caller => {
    const call: Caller['call'] = (step, given) =>
      client.call(protocol[step], { ...(accessToken !== undefined && { accessToken }), ...given })
    return {
      ...(accessToken !== undefined && { accessToken }),
      call,
      async reply(step, given) {
        const { status, reply, problem } = await call(step, given)
        if (problem !== undefined) throw new Error(`${step} answered ${status} ${problem.code}`)
        return reply
      },
    }
  }
  /** A new sign-in. */
  const signIn = async (profile: string, subject = agentId, authTime?: string): Promise<Caller> =>
    callerWith(await service.token({ siteId, profile, subject, ...(authTime !== undefined && { authTime }) }))

  const [backend, agent] = await Promise.all([signIn('chat-backend', 'chat'), signIn('agent')])
  const visitor = callerWith()

  const newConversation = async (ofAgent = agentId): Promise<string> => {
    const conversationId = newConversationId()
    await backend.reply('put-conversation', { path: { conversationId }, body: { agentId: ofAgent } })
    return conversationId
  }
  const closeConversation = (conversationId: string) =>
    backend.reply('close-conversation', { path: { conversationId } })

  /** Sends a form as the agent, by default of the template `bank-account` in a conversation of its own. */
  const sendForm = async ({
    conversationId,
    ...body
  }: Partial<Call<StepOf<'send-form'>>['body']> & { readonly conversationId?: string } = {}): Promise<SentForm> => {
    const to = conversationId ?? (await newConversation())
    const sent = await agent.reply('send-form', {
      path: { conversationId: to },
      body: { templateId: 'bank-account', ...body },
    })
    return { conversationId: to, formId: sent.formId, openKey: sent.openKey }
  }
  /** Opens a form in a new browser, by default one that was just sent. */
  const openForm = async (form?: SentForm): Promise<OpenedForm> => {
    const sent = form ?? (await sendForm())
    const visitorSecret = newVisitorSecret()
    await visitor.reply('open-form', { body: { openKey: sent.openKey, visitorSecret } })
    return { ...sent, visitorSecret }
  }
  const issueSubmitKey = async ({ formId, visitorSecret }: OpenedForm): Promise<string> =>
    (await visitor.reply('issue-submit-key', { body: { formId, visitorSecret } })).submitKey
  /** Submits a form, by default one that was just opened. */
  const submitForm = async (
    form?: OpenedForm,
    answers: Record<string, string> = bankAnswers,
  ): Promise<SubmittedForm> => {
    const opened = form ?? (await openForm())
    const submitKey = await issueSubmitKey(opened)
    const { formId, visitorSecret } = opened
    const { submissionId } = await visitor.reply('submit-form', { body: { formId, visitorSecret, submitKey, answers } })
    return { ...opened, submitKey, submissionId }
  }
  const issueRetrieveKey = async ({ formId }: SentForm, by = agent): Promise<string> =>
    (await by.reply('issue-retrieve-key', { path: { formId } })).retrieveKey

  const retrieve = async (form: SubmittedForm) => {
    const retrieveKey = await issueRetrieveKey(form)
    const { submissionId } = form
    return await agent.reply('retrieve-submission', { path: { submissionId }, body: { retrieveKey } })
  }

  /** What may happen to an opened form. */
  const events = {
    submitted: (form: OpenedForm) => submitForm(form),
    retrieved: async (form: OpenedForm) => retrieve(await submitForm(form)),
    declined: ({ formId, visitorSecret }: OpenedForm) =>
      visitor.reply('decline-form', { body: { formId, visitorSecret } }),
    cancelled: ({ formId }: OpenedForm) => agent.reply('cancel-form', { path: { formId } }),
    resent: ({ formId }: OpenedForm) => agent.reply('resend-form', { path: { formId } }),
    closed: ({ conversationId }: OpenedForm) => closeConversation(conversationId),
    erased: async (form: OpenedForm) => {
      await submitForm(form)
      const administrator = await signIn('administrator', 'admin-1')
      await administrator.reply('erase', { body: { conversationId: form.conversationId } })
    },
  }
  /** A form that was opened and to which this has happened since. */
  const formThatWas = async (event: keyof typeof events): Promise<OpenedForm> => {
    const form = await openForm()
    await events[event](form)
    return form
  }
  /** The agent in a sign-in that they have ended. */
  const signedOutAgent = async (): Promise<Caller> => {
    const caller = await signIn('agent')
    await caller.reply('sign-out')
    return caller
  }

  return {
    siteId,
    backend,
    /** Signed in as the agent of the conversations. */
    agent,
    visitor,
    signIn,
    newConversation,
    closeConversation,
    sendForm,
    openForm,
    issueSubmitKey,
    submitForm,
    issueRetrieveKey,
    /** Retrieves a submission as the agent. */
    retrieve,
    formThatWas,
    signedOutAgent,
    /** A request as it stands, for what is malformed or of another site. */
    request: (method: string, path: string, options?: RequestOptions): Promise<Reply> =>
      sendRequest(service, method, path, options),
  }
}

export type Site = Awaited<ReturnType<typeof newSite>>

/** The events on record of a site, each as `event/outcome`, chain by chain. */
export const recordedEvents = async (service: LocalService, { siteId }: Pick<Site, 'siteId'>): Promise<string[]> =>
  (await service.auditRecords())
    .filter(({ chain }) => chain.startsWith(`${siteId}#`))
    .map(({ event, outcome }) => `${event}/${outcome}`)
