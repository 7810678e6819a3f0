/**
 * Checks whether the account's limit on concurrent Lambda executions is high enough. The stage's reservations are
 * included.
 */
import * as z from 'zod/mini'
import { isFailure } from '../aws/aws-failure.ts'
import { type Check, type CheckContext, ok, problem, warning } from '../finding.ts'
import { functionName } from '../stage-resources.ts'

const Account = z.looseObject({
  AccountLimit: z.looseObject({ ConcurrentExecutions: z.number(), UnreservedConcurrentExecutions: z.number() }),
})
const Reserved = z.looseObject({ ReservedConcurrentExecutions: z._default(z.number(), 0) })

/**
 * The number of concurrent executions that must stay unreserved. Lambda refuses a reservation that leaves fewer for the
 * account's other functions.
 */
const alwaysUnreserved = 100

/** The number of executions for a signed-in request: one of the step's function, and one of the authorizer. */
const executionsPerRequest = 2

export const concurrency: Check = {
  name: 'executions',
  async run({ settings, readAws }) {
    const { region } = settings
    const { AccountLimit } = await readAws('lambda:GetAccountSettings', Account)
    const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved } = AccountLimit
    const more = `Ask AWS for more "Concurrent executions" (quota L-B99A9384 of Lambda) in ${region}.`
    const reservations = Object.entries(settings.reservedConcurrency)
    const existing = await Promise.all(reservations.map(([step]) => reservedFor({ settings, readAws }, step)))
    const available = unreserved + sum(existing) - alwaysUnreserved
    const total = sum(reservations.map(([, executions = 0]) => executions))
    if (total > 0 && total > available) {
      const share = Math.floor(available / reservations.length)
      const proposal = Object.fromEntries(reservations.map(([step]) => [step, share]))
      const lower =
        share < 1
          ? 'Leave reservedConcurrency out.'
          : `Set reservedConcurrency to at most ${JSON.stringify(proposal)}, or leave it out.`
      return problem(
        `the stage reserves ${total}, but of ${limit} executions ${Math.max(0, available)} can be reserved`,
        `${lower} Or: ${more}`,
      )
    }
    if (limit < alwaysUnreserved) {
      return warning(
        `${limit} executions at a time in ${region}`,
        `${more} A signed-in request takes ${executionsPerRequest}, so more than ${Math.floor(limit / executionsPerRequest)} requests at once get 503.`,
      )
    }
    return ok(
      `${limit} executions at a time, ${total === 0 ? 'of which the stage reserves none' : `of which the stage reserves ${total}`}`,
    )
  },
}

/**
 * Returns the concurrency that one of the stage's functions has already reserved. This concurrency is no longer part of
 * the unreserved concurrency.
 */
const reservedFor = async ({ settings, readAws }: Pick<CheckContext, 'settings' | 'readAws'>, step: string) => {
  try {
    const parameters = { FunctionName: functionName(settings, step) }
    return (await readAws('lambda:GetFunctionConcurrency', Reserved, { parameters })).ReservedConcurrentExecutions
  } catch (failure) {
    if (isFailure(failure, /ResourceNotFound/)) return 0
    throw failure
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
