/** Abuse 34: an erasure against what is in flight. Each comes before it or after it, never both and never neither. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import { erase as eraseStep } from '../../../contracts/steps/erase.ts'
import { listAudit } from '../../../contracts/steps/list-audit.ts'
import { verify } from '../../../tools/audit/verify.ts'
import { type Reply, statusAndCode } from '../../kit/http-client.ts'
import type { DatabaseService } from '../../kit/service.ts'
import { bankAnswers, type Scene } from '../scene.ts'
import { tableNames } from '../tables.ts'
import { putSubmissions } from './many-submissions.ts'

/** One erasure of a conversation against some that are in flight; answers with how many of these came before it. */
export interface ErasureRace {
  /** How many are in flight. */
  readonly width: number
  run(arena: ErasureRaceContext, lag: number): Promise<number>
}

export interface ErasureRaceContext {
  readonly target: DatabaseService
  readonly scene: Scene
  readonly administrator: string
}

const erasedCount = ({ body }: Reply): number => z.parse(eraseStep.reply, body).erasedSubmissions

/** All at once, the erasure or the others so many milliseconds late; negative: the erasure. */
const runConcurrently = async (
  lag: number,
  works: readonly (() => Promise<Reply>)[],
  erase: () => Promise<Reply>,
): Promise<{ readonly replies: readonly Reply[]; readonly erasure: Reply }> => {
  const [erasure, ...replies] = await Promise.all([
    pause(Math.max(0, -lag)).then(erase),
    ...works.map((work) => pause(Math.max(0, lag)).then(work)),
  ])
  return { replies, erasure }
}

const eraseRequest =
  ({ scene, administrator }: ErasureRaceContext, conversationId: string) =>
  () =>
    scene.post('/v1/erasures', { conversationId }, administrator)

/** What is on record of a conversation, in the order of its chain. */
const eventsOf = async (
  { scene, administrator }: ErasureRaceContext,
  conversationId: string,
): Promise<readonly string[]> => {
  const query = `conversationId=${conversationId}&limit=100`
  const { body } = await scene.request('GET', `/v1/audit?${query}`, { token: administrator })
  return z.parse(listAudit.reply, body).events.map(({ event, outcome }) => `${event} ${outcome}`)
}

const width = 5
const inParallel = <Value>(work: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: width }, work))
const countOf = (events: readonly string[], wanted: string): number => events.filter((event) => event === wanted).length

/** A submission that was stored is erased; one that was not stored leaves nothing. */
export const againstSubmit: ErasureRace = {
  width,
  async run(arena, lag) {
    const { scene } = arena
    const to = await scene.newConversation()
    const forms = await inParallel(() => scene.opened({}, { to }))
    const keys = await Promise.all(forms.map((form) => scene.submitKeyFor(form)))
    const submits = forms.map((form, index) => () => scene.submitWith(form, keys[index] ?? ''))
    const { replies, erasure } = await runConcurrently(lag, submits, eraseRequest(arena, to))
    const stored = replies.filter(({ status }) => status === 201).length
    expect(
      replies.map(statusAndCode).filter((answer) => answer !== '201 done' && answer !== '404 not-available'),
    ).toEqual([])
    expect([statusAndCode(erasure), erasedCount(erasure)]).toEqual(['200 done', stored])
    expect(statusAndCode(await scene.issueRetrieveKey(forms[0]?.formId ?? ''))).toBe('404 not-available')
    const events = await eventsOf(arena, to)
    expect(countOf(events, 'form-submitted done')).toBe(stored)
    expect(countOf(events, 'submission-erased done')).toBe(stored)
    expect(events.slice(events.indexOf('submission-erased done') + stored)).not.toContain('form-submitted done')
    return stored
  },
}

/** What was shown was released on record before the tombstones; after them nothing is shown. */
export const againstRetrieve: ErasureRace = {
  width,
  async run(arena, lag) {
    const { scene } = arena
    const to = await scene.newConversation()
    const forms = await inParallel(() => scene.submitted({ to }))
    const keys = await Promise.all(forms.map((form) => scene.retrieveKeyFor(form)))
    const retrievals = forms.map(
      ({ submissionId }, index) =>
        () =>
          scene.retrieveWith(submissionId, keys[index] ?? ''),
    )
    const { replies, erasure } = await runConcurrently(lag, retrievals, eraseRequest(arena, to))
    expect([statusAndCode(erasure), erasedCount(erasure)]).toEqual(['200 done', width])
    const shown = replies.filter(({ status }) => status === 200)
    for (const { body } of shown) expect(body).toMatchObject({ answers: bankAnswers })
    for (const refused of replies.filter((reply) => !shown.includes(reply))) {
      expect(statusAndCode(refused)).toBe('404 not-available')
      expect(JSON.stringify(refused.body)).not.toContain(bankAnswers.iban)
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
    const { scene, target } = arena
    const about = { siteId: scene.siteId, visitorRef: 'v', conversations: 1, submissions: 1 }
    const [form] = await putSubmissions(target, { ...about, at: target.clock.now(), state: 'active' })
    if (form === undefined) throw new Error('nothing was submitted')
    const { conversationId: to, formId } = form
    const { replies, erasure } = await runConcurrently(lag, [() => scene.close(to)], eraseRequest(arena, to))
    expect([...replies.map(statusAndCode), statusAndCode(erasure), erasedCount(erasure)]).toEqual([
      '200 done',
      '200 done',
      1,
    ])
    expect(statusAndCode(await scene.issueRetrieveKey(formId))).toBe('404 not-available')
    expect(statusAndCode(await scene.putConversation(to))).toBe('409 conflict')
    const events = await eventsOf(arena, to)
    const [closed, erased] = ['conversation-closed done', 'submission-erased done']
    expect(events.toSorted()).toEqual([closed, 'conversation-erased done', erased])
    return events.indexOf(closed) < events.indexOf(erased) ? 1 : 0
  },
}

type RaceOutcomes = Readonly<Record<'before' | 'after', number>>

/** The lags with which the lanes begin: an erasure waits its turn in the chain, and on a busy machine that takes long. */
const initialLags = [0, 0, 250, 1_000]
const initialStepMs = 8

/**
 * So many in flight, in some lanes; answers with how many came before an erasure and how many after. Whoever came first starts later the next time, at first
 * by more and more, so that a lane soon runs where it is a matter of nothing who does.
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
  // Whoever was first, each wrote at the end of the chain.
  const source = { table: tableNames.audit, endpoint: arena.target.databaseEndpoint }
  expect(await verify({ source, site: arena.scene.siteId, firstCheckpoint: 1 })).toMatchObject({ findings: [] })
  return ended
}
