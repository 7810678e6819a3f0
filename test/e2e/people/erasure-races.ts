/** Abuse 34: an erasure against requests in flight. Each request takes effect before it or after it. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { CallResult } from '../../../contracts/client.ts'
import { verify } from '../../../tools/audit/verify.ts'
import { statusAndCode } from '../../kit/http-client.ts'
import { putSubmissions } from '../../kit/many-submissions.ts'
import type { DatabaseService } from '../../kit/service.ts'
import { bankAnswers, type Caller, replyIn, type Site } from '../../kit/site.ts'
import { tableNames } from '../../kit/tables.ts'

/** One erasure of a conversation against some requests in flight; returns how many of these came before it. */
export interface ErasureRace {
  /** How many are in flight. */
  readonly width: number
  run(arena: ErasureRaceContext, lag: number): Promise<number>
}

export interface ErasureRaceContext {
  readonly service: DatabaseService
  readonly site: Site
  readonly administrator: Caller
}

type Erasure = Awaited<ReturnType<ReturnType<typeof eraseRequest>>>

const erasedCount = (erasure: Erasure): number => replyIn(erasure).erasedSubmissions

/** Sends all at once. A positive lag in milliseconds delays the others, a negative one the erasure. */
const runConcurrently = async <Reply>(
  lag: number,
  works: readonly (() => Promise<CallResult<Reply>>)[],
  erase: () => Promise<Erasure>,
) => {
  const [erasure, ...replies] = await Promise.all([
    pause(Math.max(0, -lag)).then(erase),
    ...works.map((work) => pause(Math.max(0, lag)).then(work)),
  ])
  return { replies, erasure }
}

const eraseRequest =
  ({ administrator }: ErasureRaceContext, conversationId: string) =>
  () =>
    administrator.call('erase', { body: { conversationId } })

/** What is on record of a conversation, in the order of its chain. */
const eventsOf = async ({ administrator }: ErasureRaceContext, conversationId: string): Promise<readonly string[]> => {
  const { events } = await administrator.reply('list-audit', { query: { conversationId, limit: '100' } })
  return events.map(({ event, outcome }) => `${event} ${outcome}`)
}

const width = 5
const inParallel = <Value>(work: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: width }, work))
const countOf = (events: readonly string[], wanted: string): number => events.filter((event) => event === wanted).length

/** A submission that was stored is erased; one that was not stored leaves nothing. */
export const againstSubmit: ErasureRace = {
  width,
  async run(arena, lag) {
    const { site } = arena
    const to = await site.newConversation()
    const forms = await inParallel(() => site.openForm({ conversationId: to }))
    const keys = await Promise.all(forms.map((form) => site.issueSubmitKey(form)))
    const submits = forms.map((form, index) => () => site.attempt.submit(form, keys[index] ?? ''))
    const { replies, erasure } = await runConcurrently(lag, submits, eraseRequest(arena, to))
    const stored = replies.filter(({ status }) => status === 201).length
    expect(
      replies.map(statusAndCode).filter((answer) => answer !== '201 done' && answer !== '404 not-available'),
    ).toEqual([])
    expect([statusAndCode(erasure), erasedCount(erasure)]).toEqual(['200 done', stored])
    expect(statusAndCode(await site.attempt.issueRetrieveKey({ formId: forms[0]?.formId ?? '' }))).toBe(
      '404 not-available',
    )
    const events = await eventsOf(arena, to)
    expect(countOf(events, 'form-submitted done')).toBe(stored)
    expect(countOf(events, 'submission-erased done')).toBe(stored)
    expect(events.slice(events.indexOf('submission-erased done') + stored)).not.toContain('form-submitted done')
    return stored
  },
}

/** Each retrieval is on record before the tombstones; after them nothing is retrieved. */
export const againstRetrieve: ErasureRace = {
  width,
  async run(arena, lag) {
    const { site } = arena
    const to = await site.newConversation()
    const forms = await inParallel(() => site.submitForm({ conversationId: to }))
    const keys = await Promise.all(forms.map((form) => site.issueRetrieveKey(form)))
    const retrievals = forms.map(
      ({ submissionId }, index) =>
        () =>
          site.attempt.retrieve(submissionId, keys[index] ?? ''),
    )
    const { replies, erasure } = await runConcurrently(lag, retrievals, eraseRequest(arena, to))
    expect([statusAndCode(erasure), erasedCount(erasure)]).toEqual(['200 done', width])
    const shown = replies.filter(({ status }) => status === 200)
    for (const { reply } of shown) expect(reply).toMatchObject({ answers: bankAnswers })
    for (const refused of replies.filter((reply) => !shown.includes(reply))) {
      expect(statusAndCode(refused)).toBe('404 not-available')
      expect(JSON.stringify(refused)).not.toContain(bankAnswers.iban)
    }
    const events = await eventsOf(arena, to)
    expect(countOf(events, 'submission-retrieved released')).toBe(shown.length)
    expect(countOf(events, 'submission-erased done')).toBe(width)
    expect(events.slice(events.indexOf('submission-erased done'))).not.toContain('submission-retrieved released')
    return shown.length
  },
}

/** Both take effect, in either order, each once. */
export const againstClose: ErasureRace = {
  width: 1,
  async run(arena, lag) {
    const { site, service } = arena
    const about = { siteId: site.siteId, visitorRef: 'v', conversations: 1, submissions: 1 }
    const [form] = await putSubmissions(service, { ...about, at: service.clock.now(), state: 'active' })
    if (form === undefined) throw new Error('nothing was submitted')
    const { conversationId: to, formId } = form
    const close = () => site.backend.call('close-conversation', { path: { conversationId: to } })
    const { replies, erasure } = await runConcurrently(lag, [close], eraseRequest(arena, to))
    expect([...replies.map(statusAndCode), statusAndCode(erasure), erasedCount(erasure)]).toEqual([
      '200 done',
      '200 done',
      1,
    ])
    expect(statusAndCode(await site.attempt.issueRetrieveKey({ formId }))).toBe('404 not-available')
    expect(
      statusAndCode(
        await site.backend.call('put-conversation', { path: { conversationId: to }, body: { agentId: 'agent-7' } }),
      ),
    ).toBe('409 conflict')
    const events = await eventsOf(arena, to)
    const [closed, erased] = ['conversation-closed done', 'submission-erased done']
    expect(events.toSorted()).toEqual([closed, 'conversation-erased done', erased])
    return events.indexOf(closed) < events.indexOf(erased) ? 1 : 0
  },
}

type RaceOutcomes = Readonly<Record<'before' | 'after', number>>

/** The first lag of each lane: an erasure waits for its place in the chain, which takes long on a busy machine. */
const initialLags = [0, 0, 250, 1_000]
const initialStepMs = 8

/**
 * Runs races in parallel lanes, and returns how many requests came before an erasure and how many after it. The winner of a race
 * starts later in the next one, so that each lane soon finds the lag at which either may win.
 */
export const runErasureRaces = async (
  arena: ErasureRaceContext,
  race: ErasureRace,
  count: number,
): Promise<RaceOutcomes> => {
  const ended = { before: 0, after: 0 }
  let left = Math.ceil(count / race.width)
  const lane = async (firstLag: number): Promise<void> => {
    let [lag, step] = [firstLag, initialStepMs]
    let last: keyof RaceOutcomes | undefined
    while (left-- > 0) {
      const before = await race.run(arena, lag)
      ended.before += before
      ended.after += race.width - before
      const end = before > race.width / 2 ? 'before' : 'after'
      step = last === undefined || last === end ? step * 2 : initialStepMs
      last = end
      lag += (end === 'before' ? step : -step) * (0.5 + Math.random())
    }
  }
  await Promise.all(initialLags.map(lane))
  // In either order, each must have written at the head of the chain.
  const source = { table: tableNames.audit, endpoint: arena.service.databaseEndpoint }
  expect(await verify({ source, site: arena.site.siteId, firstCheckpoint: 1 })).toMatchObject({ findings: [] })
  return ended
}
