/**
 * The code that the triggers of the Cognito user pool share. It identifies the person in an event and refuses a
 * sign-in. The site and the name come from attributes that the pool's administrators set. Data from the client
 * (`clientMetadata`) is ignored.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../contracts/identifiers.ts'
import { Fault } from '../core/fault.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import type { PersonRef } from '../core/people/people.ts'

/** The fields of an event that are used. */
export const PoolEvent = z.object({
  triggerSource: z.string(),
  region: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  userPoolId: z.string().check(z.regex(/^[\w-]+$/)),
  userName: z.string(),
  request: z.object({
    userAttributes: z.nullish(z.record(z.string(), z.string())),
    userNotFound: z.nullish(z.boolean()),
  }),
})
export type PoolEvent = z.infer<typeof PoolEvent>

/**
 * Refuses a sign-in. Cognito shows the message to the person, so the message is the same for every reason and does not
 * reveal the reason.
 */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'

  constructor() {
    super('You cannot sign in. Ask an administrator.')
  }
}

/** The parsed request of a trigger. */
export interface PoolTriggerRequest {
  readonly triggerSource: string
  /** True if the pool has no such user. Cognito calls the trigger anyway, so that the response does not reveal this. */
  readonly userNotFound: boolean
  /**
   * The person as the pool's tokens identify them. The name has the spelling that the pool stores, even if the person
   * typed it differently. Undefined if no token can be issued, because the user has no site or the name is not a valid
   * subject.
   */
  readonly person: PersonRef | undefined
}

/** Returns the issuer of a pool's tokens. */
export type IssuerOf = (pool: Pick<PoolEvent, 'region' | 'userPoolId'>) => string

export const cognitoIssuer: IssuerOf = ({ region, userPoolId }) =>
  `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`

function triggerRequestOf(event: PoolEvent, issuerOf: IssuerOf): PoolTriggerRequest {
  const { triggerSource, userName, request } = event
  const siteId = SiteId.safeParse(request.userAttributes?.['custom:site'])
  const subject = AgentId.safeParse(userName)
  const person =
    siteId.success && subject.success
      ? { siteId: siteId.data, issuer: issuerOf(event), subject: subject.data }
      : undefined
  return { triggerSource, userNotFound: request.userNotFound === true, person }
}

/** A trigger as Lambda calls it. It returns Cognito's event, or throws to refuse the sign-in. */
export type PoolTrigger = <Event extends object>(event: Event, context: Pick<Context, 'awsRequestId'>) => Promise<Event>

/**
 * Runs a trigger. If it cannot determine whether the person may sign in, it refuses the sign-in and logs which
 * dependency failed.
 */
export const poolTrigger =
  (
    name: string,
    { log, issuerOf }: { readonly log: Log; readonly issuerOf: IssuerOf },
    decide: (question: PoolTriggerRequest) => Promise<'admitted' | 'refused'>,
  ): PoolTrigger =>
  async (event, { awsRequestId }) => {
    const fault = (error: unknown): 'refused' => {
      log.write({ line: 'task', task: name, requestId: awsRequestId, ...faultLogFields(error) })
      return 'refused'
    }
    const parsed = PoolEvent.safeParse(event)
    const decided = parsed.success
      ? await decide(triggerRequestOf(parsed.data, issuerOf)).catch(fault)
      : fault(new Fault('settings-malformed', parsed.error))
    if (decided === 'refused') throw new SignInRefused()
    return event
  }

/**
 * Composes the trigger at its first call and then reuses it. Importing the module therefore needs no environment
 * variables.
 */
export const lazyTrigger = (compose: () => PoolTrigger): PoolTrigger => {
  let composed: PoolTrigger | undefined
  return async (event, context) => {
    composed ??= compose()
    return composed(event, context)
  }
}
