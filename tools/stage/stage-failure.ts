/** Says in one sentence for a person why a command could not use a deployed stage. */
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'

export class StageFailure extends Error {
  override readonly name = 'StageFailure'
}

/** The settings that locate a stage in AWS. */
export type StageLocation = Pick<StageSettings, 'stage' | 'account' | 'region'>

export const stackNameOf = (stage: StageLocation, stack: string): string => `${prefixOf(stage)}-${stack}`

/**
 * Converts the error of a CloudFormation call that names a stack. If the stack does not exist, returns a failure with
 * one sentence. Otherwise, returns the error unchanged.
 */
export function stackFailure(error: unknown, stack: string, stage: StageLocation): unknown {
  if (!(error instanceof Error) || !/does not exist/.test(error.message)) return error
  const { stage: name, account, region } = stage
  return new StageFailure(
    `There is no stack ${stackNameOf(stage, stack)} in ${region} of the account of these credentials; the stage belongs to account ${account}. Deploy it first: npm run deploy -- ${name}`,
  )
}

const messageByErrorName: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'There are no AWS credentials, or they cannot be read.',
  ExpiredTokenException: 'The AWS credentials have expired.',
  ExpiredToken: 'The AWS credentials have expired.',
  UnrecognizedClientException: 'The AWS credentials do not belong to this account.',
  InvalidClientTokenId: 'The AWS credentials do not belong to this account.',
  InvalidPasswordException:
    'The temporary password is too weak: 12 characters, with capitals, small letters and digits.',
  CodeDeliveryFailureException:
    'Cognito could not send the invitation. Give a password with --temporary-password-file.',
}

/**
 * Turns any error into a failure with one sentence. A message from AWS for which there is no better sentence is used
 * unchanged. Such messages say what was refused and contain no secret.
 */
export function failureOf(error: unknown): StageFailure {
  if (error instanceof StageFailure) return error
  const { name, message, cause } = error instanceof Error ? error : { name: '', message: '', cause: undefined }
  // An adapter's error has no useful message, but the error's cause does.
  if (cause instanceof Error) return failureOf(cause)
  return new StageFailure(messageByErrorName[name] ?? `AWS refused it: ${name} ${message}`.trim())
}
