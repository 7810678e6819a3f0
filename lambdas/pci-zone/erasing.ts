/**
 * The walk of an erasure: conversation by conversation, form by form. It can stop and begin again anywhere: what is erased is
 * passed over, and what this erasure took is told by the time that its forms are marked with, so that the count comes out the
 * same however often it was interrupted, and whoever else was at it.
 */
import type { ConversationId } from '../../contracts/identifiers.ts'
import type { ErasureRecord, Erasures } from '../core/erasures.ts'
import { hashOf } from '../core/one-time-key.ts'
import type { FormRecord } from '../core/records.ts'
import type { Conversations, Forms } from '../core/storage.ts'
import type { AdmissionPorts } from '../identity/admission.ts'
import type { Holding } from './holding/holding.ts'
import type { SubmissionErasures } from './vault/submission-erasures.ts'
import type { VaultRecords } from './vault/submissions.ts'

export interface ErasingPorts extends AdmissionPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly erasures: Erasures
  readonly submissionErasures: SubmissionErasures
  readonly holding: Holding
}

/** An erasure under way: by whom it goes on now, and until when. */
interface Run {
  readonly ports: ErasingPorts
  readonly erasure: ErasureRecord
  readonly actor: string
  readonly until: number
}

/** How many submissions this erasure took of something, and whether it has seen all of it. */
interface Walked {
  readonly erased: number
  readonly whole: boolean
}

const formsAtOnce = 100
/** Chains of different conversations do not wait for each other. */
const conversationsAtOnce = 25

const isOver = ({ ports, until }: Run): boolean => ports.clock.now() >= until

/** Goes on with an erasure until it is done or the time is up, and answers with how far it is. */
export const goOn = async (run: Run): Promise<ErasureRecord> => {
  const { ports, erasure } = run
  const { target, siteId } = erasure
  if ('visitorHash' in target) return await eraseVisitor(run, target.visitorHash)
  const walked =
    'submissionId' in target
      ? await eraseSubmission(run)
      : await eraseConversation(run, { siteId, conversationId: target.conversationId })
  return await kept(ports, { ...erasure, erasedSubmissions: walked.erased, status: walked.whole ? 'done' : 'running' })
}

const kept = async ({ erasures }: ErasingPorts, erasure: ErasureRecord): Promise<ErasureRecord> => {
  await erasures.advance(erasure)
  return erasure
}

const eraseSubmission = async (run: Run): Promise<Walked> => {
  const { formId } = run.erasure
  const { form } = await run.ports.records.read(formId === undefined ? {} : { form: formId })
  return { erased: form !== undefined && (await eraseForm(run, form)) ? 1 : 0, whole: true }
}

/** The conversation is marked first: from then on nothing that was sent before can be submitted or retrieved, so the list is final. */
const eraseConversation = async (
  run: Run,
  conversation: { siteId: ErasureRecord['siteId']; conversationId: ConversationId },
): Promise<Walked> => {
  const { conversations, forms } = run.ports
  await conversations.erase(conversation, run.erasure.erasedAt)
  let erased = 0
  let page = await forms.ofConversation(conversation, { limit: formsAtOnce })
  for (;;) {
    for (const form of page.forms) {
      if (isOver(run)) return { erased, whole: false }
      if (await eraseForm(run, form)) erased += 1
    }
    if (page.next === undefined) return { erased, whole: true }
    page = await forms.ofConversation(conversation, { limit: formsAtOnce, after: page.next })
  }
}

/** Whether this erasure took a submission of the form, now or before. */
const eraseForm = async (run: Run, form: FormRecord): Promise<boolean> => {
  const { forms, holding, submissionErasures, records, clock } = run.ports
  const { erasedAt } = run.erasure
  const { siteId, conversationId, formId, submissionId } = form
  if (form.erasedAt !== undefined) return form.erasedAt === erasedAt && submissionId !== undefined
  if (submissionId === undefined) {
    await forms.erase(formId, erasedAt)
    return false
  }
  // What a form got that was sent later is none of this erasure's business.
  if (form.sentAt > erasedAt) return false
  // The holding first: it can be asked to forget again and again, while nobody would come back for it after the record.
  await holding.discard(submissionId)
  const ids = { siteId, conversationId, formId, submissionId }
  const event = { event: 'submission-erased', actor: run.actor, outcome: 'done', ...ids } as const
  const now = clock.now()
  if (await submissionErasures.erase({ formId, submissionId, erasedAt, event, after: form.chainPlace, now }))
    return true
  return (await records.read({ form: formId })).form?.erasedAt === erasedAt
}

const eraseVisitor = async (run: Run, visitorHash: string): Promise<ErasureRecord> => {
  const { ports } = run
  const { siteId } = run.erasure
  let erasure = run.erasure
  for (;;) {
    const page = await ports.conversations.ofVisitor(
      { siteId, visitorHash },
      { limit: conversationsAtOnce, after: erasure.place },
    )
    const walked = await Promise.all(
      page.conversationIds.map((conversationId) => eraseIfNamed(run, { siteId, conversationId }, visitorHash)),
    )
    const erasedSubmissions = walked.reduce((sum, { erased }) => sum + erased, erasure.erasedSubmissions)
    // What is counted here and not kept will be counted again: only whole pages move the place.
    if (walked.some(({ whole }) => !whole)) return { ...erasure, erasedSubmissions }
    const place = page.conversationIds.at(-1)
    const isLast = page.next === undefined
    erasure = await kept(ports, {
      ...erasure,
      ...(place !== undefined && { place }),
      erasedSubmissions,
      status: isLast ? 'done' : 'running',
    })
    if (isLast || isOver(run)) return erasure
  }
}

/** A pointer may lead to a conversation that has come to name somebody else, or that was never opened after all. */
const eraseIfNamed = async (
  run: Run,
  ref: { siteId: ErasureRecord['siteId']; conversationId: ConversationId },
  visitorHash: string,
): Promise<Walked> => {
  const { conversation } = await run.ports.records.read({ conversation: ref })
  const names = conversation?.visitorRef !== undefined && hashOf(conversation.visitorRef) === visitorHash
  return names ? await eraseConversation(run, ref) : { erased: 0, whole: true }
}
