/**
 * Rotates the secret by which the API knows what came through CloudFront, in the four steps of Secrets Manager. At no time is a
 * request refused that carries what CloudFront adds:
 *
 *     API takes          old            old, new                     old, new              (until the next rotation)
 *     CloudFront adds    old            old            old or new    new
 *                        ────────────── set: API ───── set: CloudFront, minutes until everywhere ───────
 *
 * Every step may be repeated, as Secrets Manager does when one fails.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
import * as z from 'zod/mini'

export const RotationEvent = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  SecretId: z.string(),
  /** The version that is to be the next. */
  ClientRequestToken: z.string(),
})
export type RotationEvent = z.infer<typeof RotationEvent>

export interface OriginSecrets {
  /** The value that is current. */
  current(): Promise<{ readonly version: string; readonly value: string }>
  /** The value of a version that is pending; nothing when it has none yet. */
  pending(version: string): Promise<string | undefined>
  makePending(version: string, value: string): Promise<void>
  makeCurrent(version: string, before: string): Promise<void>
  random(): Promise<string>
}

/** The firewall before the API. */
export interface OriginFirewall {
  /** Lets requests pass that carry one of these, and no others. */
  setAccepted(values: readonly string[]): Promise<void>
  accepts(value: string): Promise<boolean>
}

/** CloudFront. */
export interface OriginDistribution {
  /** From now on adds this to each request. It takes minutes to be so everywhere. */
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
    if (pending === undefined) throw new Error('There is no pending secret to go on with.')
    if (step === 'setSecret') {
      await firewall.setAccepted([current.value, pending])
      await distribution.setHeaderValue(pending)
    }
    if (step === 'testSecret' && !((await firewall.accepts(pending)) && (await distribution.hasHeaderValue(pending)))) {
      throw new Error('The pending secret is not in use on both sides.')
    }
    if (step === 'finishSecret') await secrets.makeCurrent(next, current.version)
  }
