/**
 * Many requests at once: each has a connection of its own and has sent all but its last byte before the first of them sends
 * that one too, so that the server holds them all when it may begin with any.
 */
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { protocol } from '../../../contracts/protocol.ts'
import { type Answer, type Chronicle, Content } from './history-recorder.ts'
import type { Move } from './step-requests.ts'

export interface Course {
  readonly origin: string
  readonly chronicle: Chronicle
}

/** Who comes into a race that is under way: after so many successes, or when all others are through. */
export interface Latecomers {
  readonly moves: readonly Move[]
  readonly afterSuccesses: number
}

interface Runner {
  readonly move: Move
  readonly go: () => void
  readonly answer: Promise<Answer>
}

/** Runs the moves against each other; the answers in the order of the moves. Rejects when a single one gets none. */
export const race = async (course: Course, moves: readonly Move[]): Promise<readonly Answer[]> =>
  run(course, await lineUp(course, moves), () => {})

/** The same with latecomers, whose answers come after those of the others. */
export const raceWithLatecomers = async (
  course: Course,
  moves: readonly Move[],
  { moves: lateMoves, afterSuccesses }: Latecomers,
): Promise<readonly Answer[]> => {
  const all = await lineUp(course, [...moves, ...lateMoves])
  const [runners, latecomers] = [all.slice(0, moves.length), all.slice(moves.length)]
  const cue = Promise.withResolvers<void>()
  const late = cue.promise.then(() => run(course, latecomers, () => {}))
  let successes = 0
  if (afterSuccesses === 0) cue.resolve()
  const answers = await run(course, runners, ({ status }) => {
    if (status < 300) successes += 1
    if (successes >= afterSuccesses) cue.resolve()
  })
  cue.resolve()
  return [...answers, ...(await late)]
}

/** Each with a connection of its own, at the start: nobody is waiting for a connection when the race begins. */
const lineUp = (course: Course, moves: readonly Move[]): Promise<readonly Runner[]> => {
  const connections = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  return Promise.all(moves.map((move) => atTheStart(course.origin, connections, move)))
}

const run = (
  { chronicle }: Course,
  runners: readonly Runner[],
  seen: (answer: Answer) => void,
): Promise<readonly Answer[]> =>
  Promise.all(
    // All begin before any can have been answered: nothing is read in between.
    runners.map(({ move, go, answer }) => {
      const call = chronicle.begin(move)
      go()
      return answer.then((answered) => {
        chronicle.end(call, move, answered)
        seen(answered)
        return answered
      })
    }),
  )

/** Resolves when the request has left but for its last byte. */
const atTheStart = async (origin: string, agent: Agent, move: Move): Promise<Runner> => {
  const { method, path } = protocol[move.step]
  const body = Buffer.from(JSON.stringify(move.body ?? {}))
  const request = httpRequest(new URL(filled(path, move.path), origin), {
    method,
    agent,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      ...(move.accessToken !== undefined && { Authorization: `Bearer ${move.accessToken}` }),
    },
  })
  const answer = answerTo(request)
  // Whoever waits for the start hears of a failure; this keeps it from being an unhandled one as well.
  answer.catch(() => {})
  const written = new Promise<void>((resolve, reject) => {
    request.on('error', reject)
    request.write(body.subarray(0, -1), () => resolve())
  })
  await written
  return { move, go: () => request.end(body.subarray(-1)), answer }
}

const answerTo = (request: ClientRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request.on('error', reject)
    request.once('response', (response) => {
      contentOf(response).then((content) => resolve({ status: response.statusCode ?? 0, content }), reject)
    })
  })

const contentOf = async (response: IncomingMessage): Promise<Content> => {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return Content.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}

export const filled = (path: string, parameters: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
