/** Writes down what callers saw, in the words of a history. */
import * as z from 'zod/mini'
import type { KeyAction } from '../../../contracts/one-time-key.ts'
import { type RefusalCode, refusals } from '../../../contracts/problem.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import type { HistoryEvent, Issued, Party } from '../../promises/history.ts'
import { digestOf, type Move } from './step-requests.ts'

const text = z.optional(z.string())
const Code = z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]])

/** What a test looks at of any answer, success or refusal. */
export const Content = z.object({
  code: z.optional(Code),
  accessToken: text,
  formId: text,
  submissionId: text,
  submittedAt: text,
  status: z.optional(z.union([z.string(), z.number()])),
  openKey: text,
  openKeyExpiresAt: text,
  submitKey: text,
  retrieveKey: text,
  expiresAt: text,
  answers: z.optional(z.record(z.string(), z.string())),
  sealedAnswers: z.optional(z.record(z.string(), z.object({ enc: z.string(), ciphertext: z.string() }))),
  sealedStatus: text,
})
export type Content = z.infer<typeof Content>

export interface Answer {
  readonly status: number
  readonly content: Content
}

export interface Chronicle {
  readonly events: readonly HistoryEvent[]
  /** A move begins: the number of its call. */
  begin(move: Move): number
  /** Its answer has come; nothing when the connection broke and nobody knows. */
  end(call: number, move: Move, answer: Answer | undefined): void
}

export const chronicle = (siteId: string): Chronicle => {
  const events: HistoryEvent[] = []
  let calls = 0
  return {
    events,
    begin: ({ step, about }) => {
      calls += 1
      events.push({ type: 'called', call: calls, at: Date.now(), step, ...about })
      return calls
    },
    end: (call, move, answer) => {
      const at = Date.now()
      if (answer === undefined) {
        events.push({ type: 'answered', call, at, outcome: 'nothing' })
        return
      }
      const { code, formId, submissionId, answers } = answer.content
      events.push({
        type: 'answered',
        call,
        at,
        outcome: code ?? 'done',
        ...(formId !== undefined && { formId }),
        ...(submissionId !== undefined && { submissionId }),
      })
      if (code !== undefined) return
      const key = issuedBy(move, answer.content, siteId)
      if (key !== undefined) events.push(key)
      if (answers !== undefined && submissionId !== undefined) {
        events.push({ type: 'released', call, at, submissionId, clear: digestOf(answers) })
      }
    },
  }
}

const issuedBy = ({ about }: Move, content: Content, siteId: string): Issued | undefined => {
  const { openKey, submitKey, retrieveKey, submissionId } = content
  const issued = (action: KeyAction, key: string, expiresAt: string | undefined): Issued => ({
    type: 'issued',
    key: hashOf(key),
    action,
    siteId,
    formId: content.formId ?? about.formId ?? '',
    expiresAt: Date.parse(expiresAt ?? ''),
    ...(action !== 'open' && { to: nameOf(about.by) }),
    ...(submissionId !== undefined && { submissionId }),
  })
  if (openKey !== undefined) return issued('open', openKey, content.openKeyExpiresAt)
  if (submitKey !== undefined) return issued('submit', submitKey, content.expiresAt)
  return retrieveKey === undefined ? undefined : issued('retrieve', retrieveKey, content.expiresAt)
}

const nameOf = (party: Party): string =>
  party.kind === 'visitor' ? party.visitor : party.kind === 'person' ? party.subject : party.siteId
