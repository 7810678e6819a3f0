import type * as z from 'zod/mini'
import { type RefusalCode, refusals } from '../../contracts/problem.ts'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'

interface EventWithRequestId {
  readonly requestContext: { readonly requestId: string }
}

/** Writes one log line per socket event, for every outcome. The line contains only the ids of the event. */
export const socketHandler =
  <Event extends EventWithRequestId, Answer>(
    step: string,
    { log, clock }: { readonly log: Log; readonly clock: Clock },
    schema: z.ZodMiniType<Event>,
    work: (event: Event) => Promise<{ readonly answer: Answer } | { readonly code: RefusalCode }>,
  ) =>
  async (input: unknown): Promise<Answer | undefined> => {
    const startedAt = clock.now()
    const event = schema.safeParse(input)
    if (!event.success) throw new Fault('settings-malformed')
    const { requestId } = event.data.requestContext
    const write = (status: number, more: object = {}) =>
      log.write({ line: 'request', step, requestId, status, milliseconds: clock.now() - startedAt, ...more })
    try {
      const outcome = await work(event.data)
      if ('code' in outcome) {
        write(refusals[outcome.code].status, { code: outcome.code })
        return undefined
      }
      write(200)
      return outcome.answer
    } catch (error) {
      write(503, { code: 'try-again', ...faultLogFields(error) })
      throw error
    }
  }
