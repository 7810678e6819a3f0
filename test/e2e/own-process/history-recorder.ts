/** Writes down what callers saw, in the words of a history. */
import * as z from 'zod/mini'
import type { KeyAction } from '../../../contracts/one-time-key.ts'
import { type RefusalCode, refusals } from '../../../contracts/problem.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import type { HistoryEvent, Issued, Party } from '../../promises/history.ts'
import { digestOf, type StepRequest } from './step-requests.ts'

const optionalText = z.optional(z.string())
const Code = z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]])

/** What a test looks at of any answer, success or refusal. */
export const ReplyContent = z.object({
  code: z.optional(Code),
  accessToken: optionalText,
  formId: optionalText,
  submissionId: optionalText,
  submittedAt: optionalText,
  status: z.optional(z.union([z.string(), z.number()])),
  openKey: optionalText,
  openKeyExpiresAt: optionalText,
  submitKey: optionalText,
  retrieveKey: optionalText,
  expiresAt: optionalText,
  answers: z.optional(z.record(z.string(), z.string())),
  sealedAnswers: z.optional(z.record(z.string(), z.object({ enc: z.string(), ciphertext: z.string() }))),
  sealedStatus: optionalText,
})
export type ReplyContent = z.infer<typeof ReplyContent>

export interface StepReply {
  readonly status: number
  readonly content: ReplyContent
}

export interface HistoryRecorder {
  readonly events: readonly HistoryEvent[]
  /** A move begins: the number of its call. */
  begin(move: StepRequest): number
  /** Its answer has come; nothing when the connection broke and nobody knows. */
  end(call: number, move: StepRequest, answer: StepReply | undefined): void
}

export const historyRecorder = (siteId: string): HistoryRecorder => {
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
      const key = issuedKeyEvent(move, answer.content, siteId)
      if (key !== undefined) events.push(key)
      if (answers !== undefined && submissionId !== undefined) {
        events.push({ type: 'released', call, at, submissionId, clear: digestOf(answers) })
      }
    },
  }
}

const issuedKeyEvent = ({ about }: StepRequest, content: ReplyContent, siteId: string): Issued | undefined => {
  const { openKey, submitKey, retrieveKey, submissionId } = content
  const issued = (action: KeyAction, key: string, expiresAt: string | undefined): Issued => ({
    type: 'issued',
    key: hashOf(key),
    action,
    siteId,
    formId: content.formId ?? about.formId ?? '',
    expiresAt: Date.parse(expiresAt ?? ''),
    ...(action !== 'open' && { to: partyName(about.by) }),
    ...(submissionId !== undefined && { submissionId }),
  })
  if (openKey !== undefined) return issued('open', openKey, content.openKeyExpiresAt)
  if (submitKey !== undefined) return issued('submit', submitKey, content.expiresAt)
  return retrieveKey === undefined ? undefined : issued('retrieve', retrieveKey, content.expiresAt)
}

const partyName = (party: Party): string =>
  party.kind === 'visitor' ? party.visitor : party.kind === 'person' ? party.subject : party.siteId
