/** The credentials of this machine, from the same places as the CDK's. */
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import type { Credentials } from './read-aws.ts'

/**
 * @param profile of the AWS configuration, instead of `AWS_PROFILE`
 * @returns a function that reads them, and throws an Error with one sentence if there are none
 */
export const machineCredentials = (profile: string | undefined): (() => Promise<Credentials>) => {
  const provider = defaultProvider({
    ...(profile === undefined ? {} : { profile }),
    // The metadata service of a virtual machine, which is the last place that is tried.
    ...{ timeout: 1_000, maxRetries: 0 },
  })
  return () =>
    provider().catch((failure: unknown) => {
      throw new Error(describeMissingCredentials(failure, profile ?? process.env.AWS_PROFILE))
    })
}

/** The messages of the SDK name files and profiles, but not always what to do. */
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
