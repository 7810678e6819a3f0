/** One site with its agent, its chat backend and any number of forms, played over HTTP and written down. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { protocol } from '../../../contracts/protocol.ts'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { type HistoryRecorder, historyRecorder, ReplyContent, type StepReply } from './history-recorder.ts'
import { expandPath, type RaceContext } from './race.ts'
import {
  type Form,
  issueRetrieveKey,
  issueSubmitKey,
  openForm,
  putConversation,
  type SignedIn,
  type StepRequest,
  sendForm,
} from './step-requests.ts'

export interface RecordedSite extends RaceContext {
  readonly backend: SignedIn
  readonly agent: SignedIn
  /** Makes one move and writes it down. Rejects when there is no answer. */
  send(move: StepRequest): Promise<StepReply>
  /** The same, and it must succeed: what it answered. */
  sendSuccessfully(move: StepRequest): Promise<ReplyContent>
  /** A new conversation of the agent: its id. */
  newConversation(): Promise<string>
  newSentForm(conversationId: string): Promise<Form>
  /** Sent and opened by this visitor. */
  newOpenedForm(conversationId: string, visitorSecret: string): Promise<Form>
  newSubmitKey(form: Form, visitorSecret: string): Promise<string>
  newRetrieveKey(form: Form): Promise<{ submissionId: string; retrieveKey: string }>
}

export const siteId = 'acme'
const agentId = 'agent-7'
const Token = z.object({ accessToken: z.string() })

/** 256 random bits, as the visitor's page makes them. */
export const newVisitorSecret = (): string => randomBytes(32).toString('base64url')

export const signIn = async (origin: string, body: object): Promise<string> => {
  const response = await fetch(new URL('/dev/token', origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return Token.parse(await response.json()).accessToken
}

/** Keys live as long as a site may let them, so that no race on a slow machine runs into their end. */
const longKeyLifetimes = { name: 'Acme', openKeySeconds: 3_600, submitKeySeconds: 120, retrieveKeySeconds: 120 }

/** Enters a local run. A chronicle of before goes on where it was. */
export const openRecordedSite = async (
  origin: string,
  told: HistoryRecorder = historyRecorder(siteId),
  settings: object = {},
): Promise<RecordedSite> => {
  const tokenOf = (subject: string, profile: string) => signIn(origin, { siteId, subject, profile })
  const admin = await tokenOf('root', 'administrator')
  const set = await sendStepRequest(origin, {
    step: 'patch-site',
    body: { ...longKeyLifetimes, ...settings },
    accessToken: admin,
    about: unrecordedCall,
  })
  if (set.status !== 200) throw new Error(`patch-site answered ${set.status}.`)
  const backend: SignedIn = { accessToken: await tokenOf('chat', 'chat-backend'), by: { kind: 'machine', siteId } }
  const agent: SignedIn = {
    accessToken: await tokenOf(agentId, 'agent'),
    by: { kind: 'person', siteId, subject: agentId, session: randomUUID() },
  }
  const { sealingKey } = await createSealingKey()

  const send = async (move: StepRequest): Promise<StepReply> => {
    const call = told.begin(move)
    const answer = await sendStepRequest(origin, move).catch((failure: unknown) => {
      told.end(call, move, undefined)
      throw failure
    })
    told.end(call, move, answer)
    return answer
  }
  const sendSuccessfully = async (move: StepRequest): Promise<ReplyContent> => {
    const { status, content } = await send(move)
    if (content.code !== undefined) throw new Error(`${move.step} answered ${status} ${content.code}.`)
    return content
  }
  const newSentForm = async (conversationId: string): Promise<Form> => {
    const reply = await sendSuccessfully(sendForm(agent, conversationId, { templateId: 'card-payment', sealingKey }))
    return { conversationId, formId: required(reply.formId), openKey: required(reply.openKey) }
  }
  return {
    origin,
    recorder: told,
    backend,
    agent,
    send,
    sendSuccessfully,
    newConversation: async () => {
      const conversationId = randomUUID()
      await sendSuccessfully(putConversation(backend, conversationId, agentId))
      return conversationId
    },
    newSentForm,
    newOpenedForm: async (conversationId, visitorSecret) => {
      const form = await newSentForm(conversationId)
      await sendSuccessfully(openForm(form, visitorSecret))
      return form
    },
    newSubmitKey: async (form, visitorSecret) =>
      required((await sendSuccessfully(issueSubmitKey(form, visitorSecret))).submitKey),
    newRetrieveKey: async (form) => {
      const { submissionId, retrieveKey } = await sendSuccessfully(issueRetrieveKey(agent, form))
      return { submissionId: required(submissionId), retrieveKey: required(retrieveKey) }
    },
  }
}

const unrecordedCall = { by: { kind: 'machine', siteId } } as const

const required = (value: string | undefined): string => {
  if (value === undefined) throw new Error('The answer lacks what it should tell.')
  return value
}

const sendStepRequest = async (
  origin: string,
  { step, path, body = {}, accessToken }: StepRequest,
): Promise<StepReply> => {
  const { method, path: pattern } = protocol[step]
  const response = await fetch(new URL(expandPath(pattern, path), origin), {
    method,
    headers: {
      ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  })
  return { status: response.status, content: ReplyContent.parse(await response.json()) }
}
