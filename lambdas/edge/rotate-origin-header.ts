/**
 * Rotates the secret that proves to the API that a request came through CloudFront, in the four steps of Secrets
 * Manager. Each new value is the old value with more characters, and the API accepts every value that begins with an
 * accepted one:
 *
 * API accepts        old…           old…                  old… until the next rotation, which then accepts new…
 * CloudFront adds    old            old or new            new
 * ────────────── set: API ── set: CloudFront, minutes until deployed ──────────────
 *
 * So the order of the changes does not matter, and a deployment of the API that is older than the rotation, such as one
 * that CloudFormation restores, accepts what CloudFront adds. An earlier value alone is refused after the next rotation.
 *
 * Every step is idempotent, because Secrets Manager retries a failed step.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
import * as z from 'zod/mini'

export const RotationEvent = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  SecretId: z.string(),
  /** The secret version to make current. */
  ClientRequestToken: z.string(),
})
export type RotationEvent = z.infer<typeof RotationEvent>

export interface OriginSecrets {
  /** Returns the current value and its version. */
  current(): Promise<{ readonly version: string; readonly value: string }>
  /** Returns the value of a pending version, or nothing if that version has no value yet. */
  pending(version: string): Promise<string | undefined>
  makePending(version: string, value: string): Promise<void>
  makeCurrent(version: string, before: string): Promise<void>
  /** Returns this many random letters and digits. */
  random(length: number): Promise<string>
}

/** The REST API behind CloudFront. */
export interface OriginApi {
  /** Makes the API refuse every request whose header does not begin with one of these values. */
  setAccepted(values: readonly string[]): Promise<void>
  /** Returns the status with which the API answers a request with this value, or without the header. */
  statusWith(value: string | undefined): Promise<number>
}

/** The CloudFront distribution. */
export interface OriginDistribution {
  /** Sets the value of the headers that CloudFront adds to every request. It takes minutes to reach every location. */
  setHeaderValue(value: string): Promise<void>
  /** Returns the different values of these headers. */
  headerValues(): Promise<readonly string[]>
}

export interface RotateOriginHeaderPorts {
  readonly secrets: OriginSecrets
  readonly api: OriginApi
  readonly distribution: OriginDistribution
}

/** Twenty letters and digits have 119 bits. */
const addedLength = 20
/**
 * The maximum length of a value. A longer one starts again. CloudFront allows 1,783 characters in a header, and API
 * Gateway 10,240 in all headers of a request, of which an access token may need most.
 */
const maxLength = 1_000

const nextValue = async (secrets: OriginSecrets, current: string): Promise<string> => {
  const kept = current.length + addedLength > maxLength ? '' : current
  return `${kept}${await secrets.random(addedLength)}`
}

export const rotateOriginHeader =
  ({ secrets, api, distribution }: RotateOriginHeaderPorts) =>
  async ({ Step: step, ClientRequestToken: next }: RotationEvent): Promise<void> => {
    const current = await secrets.current()
    if (current.version === next) return
    const pending = await secrets.pending(next)
    if (step === 'createSecret') {
      if (pending === undefined) await secrets.makePending(next, await nextValue(secrets, current.value))
      return
    }
    if (pending === undefined) {
      // When the schedule is created, Secrets Manager runs only this step, to check that it can call the function.
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
      if (step === 'testSecret') return
      throw new Error('There is no pending secret, so the rotation cannot continue.')
    }
    if (step === 'setSecret') {
      const sent = await distribution.headerValues()
      await api.setAccepted([...new Set([...sent, current.value, pending])])
      // Only a value that starts again can be refused, for seconds, until the change has reached all of API Gateway.
      if ((await api.statusWith(pending)) !== 200) throw new Error('The API does not yet accept the pending secret.')
      await distribution.setHeaderValue(pending)
    }
    if (step === 'testSecret') {
      const sent = await distribution.headerValues()
      if (sent.length !== 1 || sent[0] !== pending) throw new Error('CloudFront does not add the pending secret.')
      if ((await api.statusWith(undefined)) !== 403) throw new Error('The API answers a request without the secret.')
    }
    if (step === 'finishSecret') await secrets.makeCurrent(next, current.version)
  }
