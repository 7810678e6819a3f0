/**
 * The walk of an erasure: conversation by conversation, form by form. It can stop and begin again anywhere: what is erased is
 * passed over, and what this erasure took is told by the time that its forms are marked with, so that the count comes out the
 * same however often it was interrupted, and whoever else was at it.
 */
import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { ErasureRecord } from '../../core/erasure/erasures.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import { mostErasedTogether } from '../vault/submission-erasures.ts'
import { type ErasingPorts, isOver, type Run, tombstoned, type Walked } from './erasure-run.ts'
import { eraseFormless, eraseOfMissing } from './orphaned-submissions.ts'
import { namesAnother } from './remaining-data.ts'

const formsAtOnce = 100
/** Chains of different conversations do not wait for each other. */
const conversationsAtOnce = 25

/** Goes on with an erasure until it is done or the time is up, and answers with how far it is. */
export const goOn = async (run: Run): Promise<ErasureRecord> => {
  const { ports, erasure } = run
  const { target, siteId } = erasure
  if ('visitorHash' in target) return await eraseVisitor(run, target.visitorHash)
  const walked =
    'submissionId' in target
      ? await eraseSubmission(run, target.submissionId)
      : await eraseWanted(run, { siteId, conversationId: target.conversationId })
  if (walked.whole) return await kept(ports, { ...erasure, erasedSubmissions: walked.erased, status: 'done' })
  // A run that was over before it had come as far as an earlier one takes nothing back.
  return await kept(ports, {
    ...erasure,
    erasedSubmissions: Math.max(walked.erased, erasure.erasedSubmissions),
  })
}

const kept = async ({ erasures }: ErasingPorts, erasure: ErasureRecord): Promise<ErasureRecord> => {
  await erasures.advance(erasure)
  return erasure
}

const eraseSubmission = async (run: Run, submissionId: SubmissionId): Promise<Walked> => {
  const { ports, erasure } = run
  const { formId } = erasure
  const { form, submission } = await ports.records.read({
    submission: submissionId,
    ...(formId !== undefined && { form: formId }),
  })
  if (form !== undefined) return await eraseForms(run, [form])
  // No form tells who took it. It was there when this erasure began, so once it is gone it is counted.
  if (submission === undefined) return { erased: 1, whole: true }
  if (isOver(run)) return { erased: 0, whole: false }
  await eraseFormless(run, submission)
  return { erased: 1, whole: true }
}

const eraseWanted = async (run: Run, ref: ConversationRef): Promise<Walked> => {
  const { conversation } = await run.ports.records.read({ conversation: ref })
  return await eraseConversation(run, ref, conversation)
}

const eraseConversation = async (
  run: Run,
  ref: ConversationRef,
  conversation: ConversationRecord | undefined,
): Promise<Walked> => {
  const { forms } = run.ports
  await markConversation(run, ref, conversation)
  let erased = 0
  const missing: FormId[] = []
  let page = await forms.ofConversation(ref, { limit: formsAtOnce })
  for (;;) {
    const walked = await eraseForms(run, page.forms)
    erased += walked.erased
    if (!walked.whole) return { erased, whole: false }
    missing.push(...(page.missing ?? []))
    if (page.next === undefined) break
    page = await forms.ofConversation(ref, { limit: formsAtOnce, after: page.next })
  }
  const walked = await eraseOfMissing(run, ref, missing)
  return { erased: erased + walked.erased, whole: walked.whole }
}

/**
 * First of all, and on record before: once a conversation is marked, nothing that was sent in it before can be submitted or
 * retrieved, so the list of its forms is final. So it is where there is no conversation to mark. Whoever goes on with an erasure
 * finds its mark, and need not put it on record again.
 */
const markConversation = async (
  { ports, erasure, actor }: Run,
  ref: ConversationRef,
  conversation: ConversationRecord | undefined,
): Promise<void> => {
  const { erasedAt } = erasure
  if (conversation?.erasedAt === erasedAt) return
  // It went on since it was opened: to look where its chain ends costs less than a put in vain.
  await ports.audit.append({ event: 'conversation-erased', actor, outcome: 'done', ...ref }, undefined)
  await ports.conversations.erase(ref, erasedAt)
}

type Submitted = FormRecord & Required<Pick<FormRecord, 'submissionId'>>

const isSubmitted = (form: FormRecord): form is Submitted => form.submissionId !== undefined

/** Forms of one conversation: those that nothing was submitted to at once, the others some together. */
const eraseForms = async (run: Run, all: readonly FormRecord[]): Promise<Walked> => {
  const { forms } = run.ports
  const { erasedAt } = run.erasure
  if (isOver(run)) return { erased: 0, whole: false }
  const unerased = all.filter((form) => form.erasedAt === undefined)
  await Promise.all(unerased.filter((form) => !isSubmitted(form)).map(({ formId }) => forms.erase(formId, erasedAt)))

  let erased = all.filter((form) => form.erasedAt === erasedAt && isSubmitted(form)).length
  // What a form got that was sent later is none of this erasure's business.
  const wanted = unerased.filter(isSubmitted).filter(({ sentAt }) => sentAt <= erasedAt)
  const stored = await run.ports.stored.among(wanted.map(({ submissionId }) => submissionId))
  const removed = wanted.filter(({ submissionId }) => !stored.has(submissionId))
  for (const taken of await Promise.all(removed.map((form) => eraseRemains(run, form)))) erased += taken
  const submitted = wanted.filter(({ submissionId }) => stored.has(submissionId))
  for (let done = 0; done < submitted.length; done += mostErasedTogether) {
    if (isOver(run)) return { erased, whole: false }
    erased += await eraseTogether(run, submitted.slice(done, done + mostErasedTogether))
  }
  return { erased, whole: true }
}

/** How many of these this erasure took, now or before. */
const eraseTogether = async (run: Run, [first, ...more]: readonly Submitted[]): Promise<number> => {
  if (first === undefined) return 0
  const { actor } = run
  const { holding, submissionErasures, clock } = run.ports
  const { erasedAt } = run.erasure
  const all = [first, ...more]
  // The holding first: it can be asked to forget again and again, while nobody would come back for it after the record.
  await Promise.all(all.map(({ submissionId }) => holding.discard(submissionId)))
  const submissions = [tombstoned(actor, first), ...more.map((form) => tombstoned(actor, form))] as const
  // The conversation went on after any of its forms knew where its chain ends: to look costs less than a transaction in vain.
  if (await submissionErasures.erase({ submissions, erasedAt, after: undefined, now: clock.now() })) return all.length
  if (more.length === 0) return await takenBefore(run, first)
  // Somebody else is at it too: one by one it shows who took which.
  let erased = 0
  for (const form of all) erased += await eraseTogether(run, [form])
  return erased
}

/** Its retention has removed what was submitted, unless it was this erasure, a moment ago. */
const eraseRemains = async (run: Run, form: Submitted): Promise<number> => {
  const { formId, submissionId } = form
  const { erasedAt } = run.erasure
  if (await run.ports.submissionErasures.eraseRemains({ formId, submissionId, erasedAt })) return 0
  return await takenBefore(run, form)
}

/** 1 when this erasure has taken what was submitted to the form, in whichever run. */
const takenBefore = async ({ ports, erasure }: Run, { formId }: Submitted): Promise<number> => {
  const { form } = await ports.records.read({ form: formId })
  return form?.erasedAt === erasure.erasedAt && isSubmitted(form) ? 1 : 0
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
    const erased = walked.reduce((sum, each) => sum + each.erased, 0)
    // What is counted of a part of a page will be counted again: only whole pages move the place, and the count with it.
    if (walked.some(({ whole }) => !whole)) {
      return await kept(ports, { ...erasure, beyondPlace: Math.max(erased, erasure.beyondPlace ?? 0) })
    }
    const place = page.conversationIds.at(-1)
    const isLast = page.next === undefined
    erasure = await kept(ports, {
      ...erasure,
      ...(place !== undefined && { place }),
      erasedSubmissions: erasure.erasedSubmissions + erased,
      beyondPlace: 0,
      status: isLast ? 'done' : 'running',
    })
    if (isLast || isOver(run)) return erasure
  }
}

/**
 * A pointer may lead to a conversation that has come to name somebody else, which is theirs. One that is no longer there, or names
 * nobody, was the visitor's as far as anybody knows.
 */
const eraseIfNamed = async (run: Run, ref: ConversationRef, visitorHash: string): Promise<Walked> => {
  const { conversation } = await run.ports.records.read({ conversation: ref })
  if (namesAnother(conversation, visitorHash)) return { erased: 0, whole: true }
  return await eraseConversation(run, ref, conversation)
}
