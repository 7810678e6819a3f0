/** A client that also writes what callers send and receive into a history. */
import { decodeJwt } from 'jose'
import * as z from 'zod/mini'
import type { Client } from '../../contracts/client.ts'
import type { KeyAction } from '../../contracts/key-format.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import type { Called, HistoryEvent, Issued, Party } from './history.ts'

const text = z.optional(z.string())
const answers = z.optional(z.record(z.string(), z.string()))

/** What a history contains of a request: of its path and its body. */
const Sent = z.object({
  conversationId: text,
  formId: text,
  submissionId: text,
  visitorSecret: text,
  openKey: text,
  submitKey: text,
  retrieveKey: text,
  answers,
})

/** What a history contains of a reply. */
const Received = z.object({
  formId: text,
  submissionId: text,
  openKey: text,
  openKeyExpiresAt: text,
  submitKey: text,
  retrieveKey: text,
  expiresAt: text,
  answers,
})
type Received = z.infer<typeof Received>

const Claims = z.object({ site: z.string(), sub: z.string(), sid: text })

/** Appends to `history`, with the time of this process. */
export const recordedClient = (client: Client, history: HistoryEvent[]): Client => {
  let calls = 0
  const siteOfForm = new Map<string, string>()
  return {
    async call(step, given) {
      calls += 1
      const call = calls
      const sent = Sent.parse(Object.assign({}, given?.path, given?.body))
      const by = partyOf(given?.accessToken, sent.visitorSecret)
      history.push({ type: 'called', call, at: Date.now(), step: step.name, by, ...namesIn(sent) })
      const result = await client.call(step, given).catch((failure: unknown) => {
        // Whether the call took effect is unknown.
        history.push({ type: 'answered', call, at: Date.now(), outcome: 'nothing' })
        throw failure
      })
      const at = Date.now()
      const outcome = result.problem?.code ?? 'done'
      const received = Received.parse(result.reply ?? {})
      const { submissionId } = received
      history.push({ type: 'answered', call, at, outcome, ...idsIn(received) })

      const formId = received.formId ?? sent.formId ?? ''
      if (by.kind === 'person') siteOfForm.set(formId, by.siteId)
      history.push(...issuedKeys(received, { by, formId, siteId: siteOfForm.get(formId) ?? '' }))
      if (received.answers !== undefined && submissionId !== undefined) {
        history.push({ type: 'released', call, at, submissionId, clear: digestOf(received.answers) })
      }
      return result
    },
  }
}

const partyOf = (accessToken: string | undefined, visitorSecret = ''): Party => {
  if (accessToken === undefined) return { kind: 'visitor', visitor: hashOf(visitorSecret) }
  const { site, sub, sid } = Claims.parse(decodeJwt(accessToken))
  return sid === undefined
    ? { kind: 'machine', siteId: site }
    : { kind: 'person', siteId: site, subject: sub, session: sid }
}

const idsIn = ({ formId, submissionId }: Pick<Received, 'formId' | 'submissionId'>) => ({
  ...(formId !== undefined && { formId }),
  ...(submissionId !== undefined && { submissionId }),
})

const namesIn = (sent: z.infer<typeof Sent>): Partial<Called> => {
  const { conversationId, openKey, submitKey, retrieveKey, answers } = sent
  const key = openKey ?? submitKey ?? retrieveKey
  return {
    ...idsIn(sent),
    ...(conversationId !== undefined && { conversationId }),
    ...(key !== undefined && { key: hashOf(key) }),
    ...(answers !== undefined && { clear: digestOf(answers) }),
  }
}

const issuedKeys = (
  { openKey, openKeyExpiresAt, submitKey, retrieveKey, expiresAt, submissionId }: Received,
  { by, formId, siteId }: { readonly by: Party; readonly formId: string; readonly siteId: string },
): Issued[] => {
  const issued = (action: KeyAction, key: string | undefined, expiry: string | undefined): Issued[] => {
    if (key === undefined) return []
    const bound = { siteId, formId, ...(action !== 'open' && { to: partyName(by) }), ...idsIn({ submissionId }) }
    return [{ type: 'issued', key: hashOf(key), action, expiresAt: Date.parse(expiry ?? ''), ...bound }]
  }
  return [
    ...issued('open', openKey, openKeyExpiresAt),
    ...issued('submit', submitKey, expiresAt),
    ...issued('retrieve', retrieveKey, expiresAt),
  ]
}

const partyName = (party: Party): string =>
  party.kind === 'visitor' ? party.visitor : party.kind === 'person' ? party.subject : party.siteId

/** A digest of a set of answers. Their order does not matter. */
const digestOf = (given: Readonly<Record<string, string>>): string =>
  hashOf(JSON.stringify(Object.entries(given).sort(([left], [right]) => (left < right ? -1 : 1))))
