/**
 * Checks whether the credentials belong to the stage's account. The other checks need valid credentials, so this check
 * runs first and alone.
 */
import * as z from 'zod/mini'
import type { StageSettings } from '../../../lib/stage-settings.ts'
import { AwsFailure } from '../aws/aws-failure.ts'
import type { ReadAws } from '../aws/read-aws.ts'
import { type Found, ok, problem } from '../finding.ts'

const Identity = z.looseObject({ Account: z.string(), Arn: z.string() })

export const credentialsName = 'credentials'

/**
 * Checks the credentials.
 * @throws {Error} with one sentence if there are no credentials, or AWS does not accept them
 */
export const checkCredentials = async (readAws: ReadAws, { stage, account }: StageSettings): Promise<Found> => {
  const caller = await readAws('sts:GetCallerIdentity', Identity).catch((failure: unknown) => {
    throw failure instanceof AwsFailure ? new Error(describeRefusal(failure)) : failure
  })
  if (caller.Account === account) return ok(`account ${account}, as ${caller.Arn}`)
  return problem(
    `account ${caller.Account}, as ${caller.Arn}`,
    `The stage ${stage} is of account ${account}. Use credentials of that account, or correct account in stages.json. The other checks were left out.`,
  )
}

const describeRefusal = ({ code, message }: AwsFailure): string =>
  refusals[code] ?? `AWS could not be asked whose credentials these are: ${code}, ${message}.`

const expired = 'The AWS credentials have expired: sign in again.'
const unknownKey = 'AWS does not know these credentials: they were deleted, or belong to another partition.'

const refusals: Readonly<Record<string, string>> = {
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  RequestExpired: 'The clock of this machine differs from that of AWS by more than five minutes.',
  InvalidClientTokenId: unknownKey,
  UnrecognizedClientException: unknownKey,
  SignatureDoesNotMatch: 'The AWS secret access key does not match its access key id.',
}
