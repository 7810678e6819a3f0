/**
 * `npm run bench:timing`: measures whether the time of a refusal reveals that a form id exists (promise I9, abuse 53).
 * Timings on a loaded machine cannot decide a test, so a person reads them.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const usage = `Usage: npm run bench:timing -- [--url http://127.0.0.1:8787] [--pairs 2000]

Sends interleaved pairs of refused requests to a local run (RATE_LIMITS=off npm start): one with the id of another
agent's form, one with a random id. Prints Welch's |t| of their times for each route. Below 4.5 they reveal nothing.

  --url     the address of the local run (default: http://127.0.0.1:8787)
  --pairs   pairs per route (default: 2000)
  --help    print this text

Exit codes: 0 every |t| is below 4.5, 1 one is not, 2 it could not be measured or the command line is wrong.`

const limit = 4.5

interface Settings {
  readonly url: string
  readonly pairs: number
}

const settingsOf = (args: readonly string[]): Settings => {
  const { values } = parseCommandLine(args, { url: { type: 'string' }, pairs: { type: 'string' } })
  const pairs = Number(values.pairs ?? 2_000)
  if (!Number.isInteger(pairs) || pairs < 10) throw new UsageFailure('--pairs takes a whole number of at least 10.')
  return { url: values.url ?? 'http://127.0.0.1:8787', pairs }
}

const Token = z.object({ accessToken: z.string() })
const Sent = z.object({ formId: z.string() })
const visitorSecret = `${'t'.repeat(42)}A`
const submitKey = `sfs_${'t'.repeat(42)}A`

const run = async ({ url, pairs }: Settings): Promise<number> => {
  const send = async (path: string, body: object, token?: string, method = 'POST') => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    return await fetch(`${url}${path}`, { method, headers, ...(method !== 'GET' && { body: JSON.stringify(body) }) })
  }
  const tokenOf = async (subject: string, profile: string) => {
    const reply = await send('/dev/token', { siteId: 'acme', subject, profile })
    return Token.parse(await reply.json()).accessToken
  }
  const [backend, sender, other] = await Promise.all([
    tokenOf('chat', 'chat-backend'),
    tokenOf('agent-timing', 'agent'),
    tokenOf('agent-other', 'agent'),
  ])
  const conversationId = `timing-${randomUUID()}`
  await send(`/v1/conversations/${conversationId}`, { agentId: 'agent-timing' }, backend, 'PUT')
  const sent = await send(`/v1/conversations/${conversationId}/forms`, { templateId: 'bank-account' }, sender)
  const { formId } = Sent.parse(await sent.json())

  const proof = (id: string) => ({ formId: id, visitorSecret })
  const routes: Readonly<Record<string, (id: string) => Promise<Response>>> = {
    'resume-form': (id) => send('/v1/visitor/resume', proof(id)),
    'extend-form': (id) => send('/v1/visitor/extend', proof(id)),
    'report-progress': (id) => send('/v1/visitor/progress', { ...proof(id), questions: {} }),
    'issue-submit-key': (id) => send('/v1/visitor/submit-key', proof(id)),
    'submit-form': (id) => send('/v1/visitor/submit', { ...proof(id), submitKey, answers: {} }),
    'decline-form': (id) => send('/v1/visitor/decline', proof(id)),
    'get-form': (id) => send(`/v1/forms/${id}`, {}, other, 'GET'),
    'resend-form': (id) => send(`/v1/forms/${id}/resend`, {}, other),
    'cancel-form': (id) => send(`/v1/forms/${id}/cancel`, {}, other),
    'issue-retrieve-key': (id) => send(`/v1/forms/${id}/retrieve-key`, {}, other),
  }
  let isWithin = true
  for (const [route, call] of Object.entries(routes)) {
    const t = await measure(call, formId, pairs)
    isWithin &&= t < limit
    console.log(`${route.padEnd(20)} |t| = ${t.toFixed(2)}`)
  }
  return isWithin ? 0 : 1
}

const measure = async (call: (id: string) => Promise<Response>, known: string, pairs: number): Promise<number> => {
  const timed = async (id: string): Promise<number> => {
    const start = performance.now()
    const reply = await call(id)
    await reply.arrayBuffer()
    if (reply.status !== 404) throw new Error(`A request was answered ${reply.status} instead of 404.`)
    return performance.now() - start
  }
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []]
  for (let pair = 0; pair < pairs + warmUpPairs; pair++) {
    // The order alternates, so that neither always follows the other.
    const first = await timed(pair % 2 === 0 ? known : randomUUID())
    const second = await timed(pair % 2 === 0 ? randomUUID() : known)
    if (pair < warmUpPairs) continue
    ofKnown.push(pair % 2 === 0 ? first : second)
    ofUnknown.push(pair % 2 === 0 ? second : first)
  }
  return Math.abs(welchT(ofKnown, ofUnknown))
}

const warmUpPairs = 50

const welchT = (one: readonly number[], other: readonly number[]): number => {
  const [left, right] = [momentsOf(one), momentsOf(other)]
  return (left.mean - right.mean) / Math.sqrt(left.varianceOfMean + right.varianceOfMean)
}

/** Without the slowest 5 %, which measure the machine rather than the step. */
const momentsOf = (times: readonly number[]) => {
  const fast = times.toSorted((left, right) => left - right).slice(0, Math.ceil(times.length * 0.95))
  const mean = fast.reduce((sum, time) => sum + time, 0) / fast.length
  const variance = fast.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (fast.length - 1)
  return { mean, varianceOfMean: variance / fast.length }
}

await runCommand({
  usage,
  settingsOf,
  run,
  describeFailure: messageOr('The refusals could not be measured.'),
  failureCode: 2,
})
