/** What could not be made, in one sentence for a person. */
export class SiteFailure extends Error {
  override readonly name = 'SiteFailure'
}

const messageByErrorName: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'There are no AWS credentials, or they cannot be read.',
  ExpiredTokenException: 'The AWS credentials have expired.',
  ExpiredToken: 'The AWS credentials have expired.',
  UnrecognizedClientException: 'The AWS credentials are none of this account.',
  InvalidClientTokenId: 'The AWS credentials are none of this account.',
  InvalidPasswordException:
    'The temporary password is too weak: 12 characters, with capitals, small letters and digits.',
  CodeDeliveryFailureException:
    'Cognito could not send the invitation. Give a password with --temporary-password-file.',
}

/** The sentence of an error, whoever threw it. AWS's own messages name what was refused, and no secret. */
export function failureOf(error: unknown): SiteFailure {
  if (error instanceof SiteFailure) return error
  const { name, message, cause } = error instanceof Error ? error : { name: '', message: '', cause: undefined }
  // What an adapter throws says nothing by itself: its cause does.
  if (cause instanceof Error) return failureOf(cause)
  return new SiteFailure(messageByErrorName[name] ?? `It could not be made: ${name} ${message}`.trim())
}
