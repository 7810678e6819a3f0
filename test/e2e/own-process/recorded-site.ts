/** One site with its agent, its chat backend and any number of forms, played over HTTP and written down. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { protocol } from '../../../contracts/protocol.ts'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { type Answer, type Chronicle, Content, chronicle } from './history-recorder.ts'
import { type Course, filled } from './race.ts'
import {
  type Form,
  issueRetrieveKey,
  issueSubmitKey,
  type Move,
  openForm,
  putConversation,
  type SignedIn,
  sendForm,
} from './step-requests.ts'

export interface Stage extends Course {
  readonly backend: SignedIn
  readonly agent: SignedIn
  /** Makes one move and writes it down. Rejects when there is no answer. */
  play(move: Move): Promise<Answer>
  /** The same, and it must succeed: what it answered. */
  done(move: Move): Promise<Content>
  /** A new conversation of the agent: its id. */
  conversation(): Promise<string>
  sent(conversationId: string): Promise<Form>
  /** Sent and opened by this visitor. */
  opened(conversationId: string, visitorSecret: string): Promise<Form>
  submitKey(form: Form, visitorSecret: string): Promise<string>
  retrieveKey(form: Form): Promise<{ submissionId: string; retrieveKey: string }>
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
const patientSettings = { name: 'Acme', openKeySeconds: 3_600, submitKeySeconds: 120, retrieveKeySeconds: 120 }

/** Enters a local run. A chronicle of before goes on where it was. */
export const enter = async (
  origin: string,
  told: Chronicle = chronicle(siteId),
  settings: object = {},
): Promise<Stage> => {
  const tokenOf = (subject: string, profile: string) => signIn(origin, { siteId, subject, profile })
  const admin = await tokenOf('root', 'administrator')
  const set = await sentOff(origin, {
    step: 'put-site',
    body: { ...patientSettings, ...settings },
    accessToken: admin,
    about: nobody,
  })
  if (set.status !== 200) throw new Error(`put-site answered ${set.status}.`)
  const backend: SignedIn = { accessToken: await tokenOf('chat', 'chat-backend'), by: { kind: 'machine', siteId } }
  const agent: SignedIn = {
    accessToken: await tokenOf(agentId, 'agent'),
    by: { kind: 'person', siteId, subject: agentId, session: randomUUID() },
  }
  const { sealingKey } = await createSealingKey()

  const play = async (move: Move): Promise<Answer> => {
    const call = told.begin(move)
    const answer = await sentOff(origin, move).catch((failure: unknown) => {
      told.end(call, move, undefined)
      throw failure
    })
    told.end(call, move, answer)
    return answer
  }
  const done = async (move: Move): Promise<Content> => {
    const { status, content } = await play(move)
    if (content.code !== undefined) throw new Error(`${move.step} answered ${status} ${content.code}.`)
    return content
  }
  const sent = async (conversationId: string): Promise<Form> => {
    const reply = await done(sendForm(agent, conversationId, { templateId: 'card-payment', sealingKey }))
    return { conversationId, formId: must(reply.formId), openKey: must(reply.openKey) }
  }
  return {
    origin,
    chronicle: told,
    backend,
    agent,
    play,
    done,
    conversation: async () => {
      const conversationId = randomUUID()
      await done(putConversation(backend, conversationId, agentId))
      return conversationId
    },
    sent,
    opened: async (conversationId, visitorSecret) => {
      const form = await sent(conversationId)
      await done(openForm(form, visitorSecret))
      return form
    },
    submitKey: async (form, visitorSecret) => must((await done(issueSubmitKey(form, visitorSecret))).submitKey),
    retrieveKey: async (form) => {
      const { submissionId, retrieveKey } = await done(issueRetrieveKey(agent, form))
      return { submissionId: must(submissionId), retrieveKey: must(retrieveKey) }
    },
  }
}

const nobody = { by: { kind: 'machine', siteId } } as const

const must = (value: string | undefined): string => {
  if (value === undefined) throw new Error('The answer lacks what it should tell.')
  return value
}

const sentOff = async (origin: string, { step, path, body = {}, accessToken }: Move): Promise<Answer> => {
  const { method, path: pattern } = protocol[step]
  const response = await fetch(new URL(filled(pattern, path), origin), {
    method,
    headers: {
      ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  })
  return { status: response.status, content: Content.parse(await response.json()) }
}
