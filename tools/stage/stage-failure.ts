/** Why a command could not use a deployed stage, in one sentence for a person. */
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'

export class StageFailure extends Error {
  override readonly name = 'StageFailure'
}

/** What locates a stage in AWS. */
export type StageLocation = Pick<StageSettings, 'stage' | 'account' | 'region'>

export const stackNameOf = (stage: StageLocation, stack: string): string => `${prefixOf(stage)}-${stack}`

/** The error of a call that names a stack; as a sentence, if the stack does not exist. */
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

/** The sentence of any error. AWS's own messages name what was refused, and contain no secret. */
export function failureOf(error: unknown): StageFailure {
  if (error instanceof StageFailure) return error
  const { name, message, cause } = error instanceof Error ? error : { name: '', message: '', cause: undefined }
  // The error of an adapter has no useful message, but its cause has.
  if (cause instanceof Error) return failureOf(cause)
  return new StageFailure(messageByErrorName[name] ?? `AWS refused it: ${name} ${message}`.trim())
}
