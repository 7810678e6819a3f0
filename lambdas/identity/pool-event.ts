/**
 * What the triggers of a Cognito user pool have in common: whom an event is about, and how a trigger refuses. The site and the
 * name come from what administrators of the pool set; what the caller says of itself (`clientMetadata`) counts for nothing.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../contracts/identifiers.ts'
import { Fault } from '../core/fault.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import type { PersonRef } from '../core/people/people.ts'

/** The part of an event that counts. */
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

/** Cognito shows the message to whoever signs in, so it is the same whatever the reason, and says nothing of it. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'

  constructor() {
    super('You cannot sign in. Ask an administrator.')
  }
}

/** What a trigger is asked. */
export interface PoolTriggerRequest {
  readonly triggerSource: string
  /** Nobody of that name is in the pool; it asks all the same, so as not to tell. */
  readonly userNotFound: boolean
  /**
   * The person as tokens of this pool will name them, by the name under which the pool knows them, however they typed it. Nobody
   * for whom no token could be made: without a site, or with a name that is no subject.
   */
  readonly person: PersonRef | undefined
}

/** What a pool is called as an issuer of tokens. */
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

/** A trigger as Lambda calls it. Cognito wants its event back, and takes whatever is thrown as a refusal. */
export type PoolTrigger = <Event extends object>(event: Event, context: Pick<Context, 'awsRequestId'>) => Promise<Event>

/**
 * Runs a trigger. Fail-closed: when it cannot be known whether somebody may sign in, they may not, and the log says which
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

/** Composes itself at its first call and keeps what it composed; importing its module needs no environment. */
export const lazyTrigger = (compose: () => PoolTrigger): PoolTrigger => {
  let composed: PoolTrigger | undefined
  return async (event, context) => {
    composed ??= compose()
    return composed(event, context)
  }
}
