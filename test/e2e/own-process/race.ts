/**
 * Many requests at once: each has a connection of its own and has sent all but its last byte before the first of them sends
 * that one too, so that the server holds them all when it may begin with any.
 */
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { protocol } from '../../../contracts/protocol.ts'
import { type HistoryRecorder, ReplyContent, type StepReply } from './history-recorder.ts'
import type { StepRequest } from './step-requests.ts'

export interface RaceContext {
  readonly origin: string
  readonly recorder: HistoryRecorder
}

/** Who comes into a race that is under way: after so many successes, or when all others are through. */
export interface LateRequests {
  readonly requests: readonly StepRequest[]
  readonly afterSuccesses: number
}

interface PendingRequest {
  readonly request: StepRequest
  readonly sendLastByte: () => void
  readonly reply: Promise<StepReply>
}

/** Runs the moves against each other; the answers in the order of the moves. Rejects when a single one gets none. */
export const race = async (course: RaceContext, moves: readonly StepRequest[]): Promise<readonly StepReply[]> =>
  releaseRequests(course, await prepareRequests(course, moves), () => {})

/** The same with latecomers, whose answers come after those of the others. */
export const raceWithLatecomers = async (
  course: RaceContext,
  moves: readonly StepRequest[],
  { requests: lateMoves, afterSuccesses }: LateRequests,
): Promise<readonly StepReply[]> => {
  const all = await prepareRequests(course, [...moves, ...lateMoves])
  const [runners, latecomers] = [all.slice(0, moves.length), all.slice(moves.length)]
  const cue = Promise.withResolvers<void>()
  const late = cue.promise.then(() => releaseRequests(course, latecomers, () => {}))
  let successes = 0
  if (afterSuccesses === 0) cue.resolve()
  const answers = await releaseRequests(course, runners, ({ status }) => {
    if (status < 300) successes += 1
    if (successes >= afterSuccesses) cue.resolve()
  })
  cue.resolve()
  return [...answers, ...(await late)]
}

/** Each with a connection of its own, at the start: nobody is waiting for a connection when the race begins. */
const prepareRequests = (course: RaceContext, moves: readonly StepRequest[]): Promise<readonly PendingRequest[]> => {
  const connections = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  return Promise.all(moves.map((move) => sendAllButLastByte(course.origin, connections, move)))
}

const releaseRequests = (
  { recorder }: RaceContext,
  runners: readonly PendingRequest[],
  seen: (answer: StepReply) => void,
): Promise<readonly StepReply[]> =>
  Promise.all(
    // All begin before any can have been answered: nothing is read in between.
    runners.map(({ request, sendLastByte, reply }) => {
      const call = recorder.begin(request)
      sendLastByte()
      return reply.then((answered) => {
        recorder.end(call, request, answered)
        seen(answered)
        return answered
      })
    }),
  )

/** Resolves when the request has left but for its last byte. */
const sendAllButLastByte = async (origin: string, agent: Agent, move: StepRequest): Promise<PendingRequest> => {
  const { method, path } = protocol[move.step]
  const body = Buffer.from(JSON.stringify(move.body ?? {}))
  const request = httpRequest(new URL(expandPath(path, move.path), origin), {
    method,
    agent,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      ...(move.accessToken !== undefined && { Authorization: `Bearer ${move.accessToken}` }),
    },
  })
  const reply = replyTo(request)
  // Whoever waits for the start hears of a failure; this keeps it from being an unhandled one as well.
  reply.catch(() => {})
  const written = new Promise<void>((resolve, reject) => {
    request.on('error', reject)
    request.write(body.subarray(0, -1), () => resolve())
  })
  await written
  return { request: move, sendLastByte: () => request.end(body.subarray(-1)), reply }
}

const replyTo = (request: ClientRequest): Promise<StepReply> =>
  new Promise((resolve, reject) => {
    request.on('error', reject)
    request.once('response', (response) => {
      readContent(response).then((content) => resolve({ status: response.statusCode ?? 0, content }), reject)
    })
  })

const readContent = async (response: IncomingMessage): Promise<ReplyContent> => {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return ReplyContent.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}

export const expandPath = (path: string, parameters: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
