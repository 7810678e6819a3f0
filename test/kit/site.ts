/**
 * A site for one test, with the people who take part in the journey of a form. They call steps through the typed client.
 * `request` sends requests that the typed client would not send.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type Call, type CallResult, type Client, createClient } from '../../contracts/client.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import type { ReplyOf } from '../../lambdas/core/steps/step-request.ts'
import { type Reply, type RequestOptions, sendRequest } from './http-client.ts'
import type { Service } from './service.ts'

type StepOf<Name extends StepName> = (typeof protocol)[Name]

/** One caller: a signed-in person, the chat backend, or a visitor without a token. */
export interface Caller {
  readonly accessToken?: string
  call<Name extends StepName>(step: Name, call?: Call<StepOf<Name>>): Promise<CallResult<ReplyOf<StepOf<Name>>>>
  /** Calls a step that must succeed, and returns its reply. Throws if the step refuses. */
  reply<Name extends StepName>(step: Name, call?: Call<StepOf<Name>>): Promise<ReplyOf<StepOf<Name>>>
}

type SendFormBody = NonNullable<Call<StepOf<'send-form'>>['body']>

/** The form to send. By default, the agent sends the template `bank-account` in a new conversation. */
export type FormToSend = Partial<SendFormBody> & { readonly conversationId?: string; readonly by?: Caller }

type SealedAnswers = Call<StepOf<'submit-form'>>['body'] extends infer Body
  ? NonNullable<Body> extends { readonly sealedAnswers?: infer Sealed }
    ? Sealed
    : never
  : never

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
/** Returns a well-formed key that was never issued. */
export const unknownKey = (): string => randomBytes(32).toString('base64url')

/** Returns the code of a refusal, or `done`. */
export const codeOf = ({ problem }: CallResult<unknown>): string => problem?.code ?? 'done'

/** Returns the status of a call, and the code of its refusal or `done`. */
export const answerOf = async (call: Promise<CallResult<unknown>>): Promise<[number, string]> => {
  const result = await call
  return [result.status, codeOf(result)]
}

/** Returns the reply to a call. Throws if the call was refused. */
export const replyIn = <Reply>({ status, reply, problem }: CallResult<Reply>): Reply => {
  if (problem !== undefined) throw new Error(`the service answered ${status} ${problem.code}`)
  return reply
}

/** Returns the reply's etag. Throws if it has none. */
export const etagIn = (result: CallResult<unknown>): string => {
  if (result.problem !== undefined || result.etag === undefined) throw new Error(`no etag in ${result.status}`)
  return result.etag
}

/** Returns the values with which a visitor's page proves that it opened the form. */
export const proofOf = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>) => ({
  formId,
  visitorSecret,
})

/**
 * Creates a client that always uses the current origin of the service. The origin changes when a service in a separate process is
 * restarted.
 */
export const clientOf = (service: Pick<Service, 'origin'>, fetch = globalThis.fetch): Client => ({
  call: (step, given) => createClient({ origin: service.origin, fetch }).call(step, given),
})

/**
 * Creates a site without data, or uses the site with this `id`. All steps are called through `client`, so a test can pass a
 * client that records or delays the calls.
 */
export const newSite = async (
  service: Service,
  { id, client = clientOf(service) }: { readonly id?: string; readonly client?: Client } = {},
) => {
  const siteId = id ?? (await service.newSiteId())

  const callerWith = (accessToken?: string): Caller => {
    const call: Caller['call'] = (step, given) =>
      client.call(protocol[step], { ...(accessToken !== undefined && { accessToken }), ...given })
    return {
      ...(accessToken !== undefined && { accessToken }),
      call,
      async reply(step, given) {
        const result = await call(step, given)
        if (result.problem !== undefined) throw new Error(`${step} answered ${result.status} ${result.problem.code}`)
        return result.reply
      },
    }
  }
  /** Signs a person in again. */
  const signIn = async (profile: string, subject = agentId, authTime?: string): Promise<Caller> =>
    callerWith(await service.token({ siteId, profile, subject, ...(authTime !== undefined && { authTime }) }))

  const [backend, agent] = await Promise.all([signIn('chat-backend', 'chat'), signIn('agent')])
  const visitor = callerWith()

  /** Changes settings of the site, as an administrator. */
  const changeSettings = async (settings: Call<StepOf<'patch-site'>>['body']): Promise<void> => {
    const administrator = await signIn('administrator', 'root')
    await administrator.reply('patch-site', { body: settings ?? {} })
  }

  const newConversation = async (ofAgent = agentId, visitorRef?: string): Promise<string> => {
    const conversationId = newConversationId()
    const body = { agentId: ofAgent, ...(visitorRef !== undefined && { visitorRef }) }
    await backend.reply('put-conversation', { path: { conversationId }, body })
    return conversationId
  }
  const transferConversation = (conversationId: string, toAgent: string) =>
    backend.reply('put-conversation', { path: { conversationId }, body: { agentId: toAgent } })
  const closeConversation = (conversationId: string) =>
    backend.reply('close-conversation', { path: { conversationId } })

  /** The calls of a form's journey, for tests that expect a refusal. They return the result of the call instead of the reply. */
  const attempt = {
    send: async ({ conversationId, by = agent, ...body }: FormToSend = {}) =>
      by.call('send-form', {
        path: { conversationId: conversationId ?? (await newConversation()) },
        body: { templateId: 'bank-account', ...body },
      }),
    open: (openKey: string, visitorSecret = newVisitorSecret()) =>
      visitor.call('open-form', { body: { openKey, visitorSecret } }),
    issueSubmitKey: (form: Pick<OpenedForm, 'formId' | 'visitorSecret'>) =>
      visitor.call('issue-submit-key', { body: proofOf(form) }),
    submit: (
      form: Pick<OpenedForm, 'formId' | 'visitorSecret'>,
      submitKey: string,
      answers: Readonly<Record<string, string>> = bankAnswers,
      sealedAnswers?: SealedAnswers,
    ) =>
      visitor.call('submit-form', {
        body: { ...proofOf(form), submitKey, answers, ...(sealedAnswers !== undefined && { sealedAnswers }) },
      }),
    issueRetrieveKey: ({ formId }: Pick<SentForm, 'formId'>, by = agent) =>
      by.call('issue-retrieve-key', { path: { formId } }),
    retrieve: (submissionId: string, retrieveKey: string, by = agent) =>
      by.call('retrieve-submission', { path: { submissionId }, body: { retrieveKey } }),
  }

  /** Sends a form. */
  const sendForm = async (form: FormToSend = {}): Promise<SentForm> => {
    const conversationId = form.conversationId ?? (await newConversation())
    const { formId, openKey } = replyIn(await attempt.send({ ...form, conversationId }))
    return { conversationId, formId, openKey }
  }
  /** Opens a form in a new browser. By default, sends the form first. */
  const openForm = async (form: SentForm | FormToSend = {}): Promise<OpenedForm> => {
    const sent = 'openKey' in form ? form : await sendForm(form)
    const visitorSecret = newVisitorSecret()
    replyIn(await attempt.open(sent.openKey, visitorSecret))
    return { ...sent, visitorSecret }
  }
  const issueSubmitKey = async (form: Pick<OpenedForm, 'formId' | 'visitorSecret'>): Promise<string> =>
    replyIn(await attempt.issueSubmitKey(form)).submitKey
  /** Submits a form. By default, sends and opens the form first. */
  const submitForm = async (
    form: OpenedForm | FormToSend = {},
    answers: Readonly<Record<string, string>> = bankAnswers,
    sealedAnswers?: SealedAnswers,
  ): Promise<SubmittedForm> => {
    const opened = 'visitorSecret' in form ? form : await openForm(form)
    const submitKey = await issueSubmitKey(opened)
    const { submissionId } = replyIn(await attempt.submit(opened, submitKey, answers, sealedAnswers))
    return { ...opened, submitKey, submissionId }
  }
  const issueRetrieveKey = async (form: Pick<SentForm, 'formId'>, by = agent): Promise<string> =>
    replyIn(await attempt.issueRetrieveKey(form, by)).retrieveKey

  const retrieve = async (form: Pick<SubmittedForm, 'formId' | 'submissionId'>, by = agent) =>
    replyIn(await attempt.retrieve(form.submissionId, await issueRetrieveKey(form, by), by))

  /** Functions that cause the events that may follow the opening of a form. */
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
  /** Opens a form, causes this event, and returns the form. */
  const formThatWas = async (event: keyof typeof events): Promise<OpenedForm> => {
    const form = await openForm()
    await events[event](form)
    return form
  }
  /** Signs the agent in and out again, and returns the agent as a caller with the ended sign-in. */
  const signedOutAgent = async (): Promise<Caller> => {
    const caller = await signIn('agent')
    await caller.reply('sign-out')
    return caller
  }

  return {
    siteId,
    backend,
    /** The agent to whom the conversations are assigned, signed in. */
    agent,
    visitor,
    signIn,
    /** Returns a caller that sends this access token. */
    callerWith,
    changeSettings,
    newConversation,
    transferConversation,
    closeConversation,
    attempt,
    sendForm,
    openForm,
    issueSubmitKey,
    submitForm,
    issueRetrieveKey,
    /** Retrieves a submission, by default as the agent. */
    retrieve,
    events,
    formThatWas,
    signedOutAgent,
    /** Sends a request unchanged, for requests that are malformed or concern another site. */
    request: (method: string, path: string, options?: RequestOptions): Promise<Reply> =>
      sendRequest(service, method, path, options),
  }
}

export type Site = Awaited<ReturnType<typeof newSite>>
