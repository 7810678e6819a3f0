/** A signed request to an AWS service without a client package here. */
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Emulator } from './emulator.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export const rootCredentials = ({ env }: Pick<Emulator, 'env'>): Credentials => ({
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
})

interface SignedRequest {
  readonly path: string
  readonly contentType: string
  readonly body: string
}

/** @throws Error with the response body if it is not a success */
export async function signedPost(
  emulator: Pick<Emulator, 'endpoint' | 'env'>,
  service: 'iam' | 'sts' | 'lambda',
  { path, contentType, body }: SignedRequest,
): Promise<Response> {
  const { host, hostname, port } = new URL(emulator.endpoint)
  const signer = new SignatureV4({
    credentials: rootCredentials(emulator),
    region: emulator.env.AWS_REGION ?? '',
    service,
    sha256: Hash.bind(null, 'sha256'),
  })
  const { headers } = await signer.sign({
    ...{ method: 'POST', protocol: 'https:', hostname, port: Number(port), path, body },
    headers: { host, 'content-type': contentType },
  })
  const response = await fetch(new URL(path, emulator.endpoint), { method: 'POST', headers, body })
  if (response.ok) return response
  const text = await response.text()
  throw new Error(`${service} answered ${response.status} to ${path} ${body.slice(0, 80)}: ${text.slice(0, 300)}`)
}

/** Calls one of the older AWS services, which accept forms and answer in XML. */
export async function signedCall(
  emulator: Pick<Emulator, 'endpoint' | 'env'>,
  service: 'iam' | 'sts',
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const request = {
    path: '/',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(form).toString(),
  }
  return (await signedPost(emulator, service, request)).text()
}
