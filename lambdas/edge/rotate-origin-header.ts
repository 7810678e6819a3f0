/**
 * Rotates the secret that proves to the API that a request came through CloudFront, in the four steps of Secrets
 * Manager. Throughout the rotation the API accepts every request with the header that CloudFront adds:
 *
 * API accepts        old            old, new                     old, new              (until the next rotation)
 * CloudFront adds    old            old            old or new    new
 * ────────────── set: API ───── set: CloudFront, minutes until deployed ─────────
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
  random(): Promise<string>
}

/** The firewall in front of the API. */
export interface OriginFirewall {
  /** Makes the firewall allow only requests that carry one of these values. */
  setAccepted(values: readonly string[]): Promise<void>
  accepts(value: string): Promise<boolean>
}

/** The CloudFront distribution. */
export interface OriginDistribution {
  /** Sets the value of the header that CloudFront adds to every request. It takes minutes to reach every location. */
  setHeaderValue(value: string): Promise<void>
  hasHeaderValue(value: string): Promise<boolean>
}

export interface RotateOriginHeaderPorts {
  readonly secrets: OriginSecrets
  readonly firewall: OriginFirewall
  readonly distribution: OriginDistribution
}

export const rotateOriginHeader =
  ({ secrets, firewall, distribution }: RotateOriginHeaderPorts) =>
  async ({ Step: step, ClientRequestToken: next }: RotationEvent): Promise<void> => {
    const current = await secrets.current()
    if (current.version === next) return
    const pending = await secrets.pending(next)
    if (step === 'createSecret') {
      if (pending === undefined) await secrets.makePending(next, await secrets.random())
      return
    }
    if (pending === undefined) {
      // When the schedule is created, Secrets Manager runs only this step, to check that it can call the function.
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
      if (step === 'testSecret') return
      throw new Error('There is no pending secret, so the rotation cannot continue.')
    }
    if (step === 'setSecret') {
      await firewall.setAccepted([current.value, pending])
      await distribution.setHeaderValue(pending)
    }
    if (step === 'testSecret' && !((await firewall.accepts(pending)) && (await distribution.hasHeaderValue(pending)))) {
      throw new Error('The pending secret is not yet configured in both CloudFront and the firewall.')
    }
    if (step === 'finishSecret') await secrets.makeCurrent(next, current.version)
  }
