/** Reads this machine's credentials from the same places as the CDK. */
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import type { Credentials } from '../../aws/signed-request.ts'

/**
 * Creates a reader of credentials.
 * @param profile a profile in the AWS configuration, instead of `AWS_PROFILE`
 * @returns a function that reads the credentials. This function throws an Error with one sentence if there are no
 * credentials
 */
export const machineCredentials = (profile: string | undefined): (() => Promise<Credentials>) => {
  const provider = defaultProvider({
    ...(profile === undefined ? {} : { profile }),
    // These options limit the request to a virtual machine's metadata service, which is tried last.
    ...{ timeout: 1_000, maxRetries: 0 },
  })
  return () =>
    provider().catch((failure: unknown) => {
      throw new Error(describeMissingCredentials(failure, profile ?? process.env.AWS_PROFILE))
    })
}

/**
 * Describes how to provide credentials. The SDK's own messages name files and profiles, but do not always say what to
 * do.
 */
const describeMissingCredentials = (failure: unknown, profile: string | undefined): string => {
  const { name, message } = failure instanceof Error ? failure : { name: '', message: '' }
  if (/TokenProvider|\bSSO\b/i.test(`${name} ${message}`)) {
    const option = profile === undefined ? '' : ` --profile ${profile}`
    return `The AWS sign-in is missing or has expired: run aws sso login${option}.`
  }
  return profile === undefined
    ? 'There are no AWS credentials: set AWS_PROFILE or give --profile, and sign in with aws sso login if the profile needs it.'
    : `The AWS profile ${profile} has no credentials: check its name, and sign in with aws sso login --profile ${profile} if it needs that.`
}
