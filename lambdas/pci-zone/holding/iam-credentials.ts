/**
 * Credentials for ElastiCache from the function's own role. The password is a connect request that is signed with the
 * credentials of the role. The request is signed locally, without a network call. A password is valid for fifteen
 * minutes, so each connection gets a new one.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import * as z from 'zod/mini'
import { type Environment, parsedSettings } from '../../adapters/process/environment.ts'
import type { Clock } from '../../core/clock.ts'
import type { ValkeyCredentials } from './valkey-client.ts'

export interface CacheUser {
  /** The user id. With IAM authentication it equals the user name. */
  readonly userId: string
  /** The name of the serverless cache, in lower case. */
  readonly cacheName: string
}

/** The environment variables that contain the credentials of the function's role. Lambda may renew their values. */
const RoleEnvironment = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  AWS_ACCESS_KEY_ID: z.string().check(z.minLength(1)),
  AWS_SECRET_ACCESS_KEY: z.string().check(z.minLength(1)),
  AWS_SESSION_TOKEN: z.optional(z.string()),
})

const tokenLifetimeSeconds = 900

class Sha256 extends Hash {
  constructor(secret?: ConstructorParameters<typeof Hash>[1]) {
    super('sha256', secret)
  }
}

/**
 * Returns a function that signs a new password at each call with the current environment variables.
 * @throws Fault `settings-malformed`
 */
export function iamCredentials(
  environment: Environment,
  { userId, cacheName }: CacheUser,
  clock: Clock,
): () => Promise<ValkeyCredentials> {
  return async () => {
    const role = parsedSettings(RoleEnvironment, environment)
    const signer = new SignatureV4({
      service: 'elasticache',
      region: role.AWS_REGION,
      credentials: {
        accessKeyId: role.AWS_ACCESS_KEY_ID,
        secretAccessKey: role.AWS_SECRET_ACCESS_KEY,
        ...(role.AWS_SESSION_TOKEN !== undefined && { sessionToken: role.AWS_SESSION_TOKEN }),
      },
      sha256: Sha256,
    })
    const { query = {} } = await signer.presign(
      {
        method: 'GET',
        protocol: 'https:',
        hostname: cacheName,
        path: '/',
        headers: { host: cacheName },
        query: { Action: 'connect', User: userId, ResourceType: 'ServerlessCache' },
      },
      { expiresIn: tokenLifetimeSeconds, signingDate: new Date(clock.now()) },
    )
    // The password is the URL of the signed request without its scheme.
    const parameters = Object.entries(query).map(
      ([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`,
    )
    return { username: userId, password: `${cacheName}/?${parameters.join('&')}` }
  }
}

/**
 * Percent-encodes as the signature requires: `encodeURIComponent` leaves more characters unencoded than RFC 3986
 * allows.
 */
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
