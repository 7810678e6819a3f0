/** What could not be created, in one sentence for a person. */
export class SiteFailure extends Error {
  override readonly name = 'SiteFailure'
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
export function failureOf(error: unknown): SiteFailure {
  if (error instanceof SiteFailure) return error
  const { name, message, cause } = error instanceof Error ? error : { name: '', message: '', cause: undefined }
  // The error of an adapter has no useful message, but its cause has.
  if (cause instanceof Error) return failureOf(cause)
  return new SiteFailure(messageByErrorName[name] ?? `The site could not be created: ${name} ${message}`.trim())
}
