/** A signed request to an AWS service without a client package here. */
import { type Credentials, sendSigned } from '../../tools/aws/signed-request.ts'
import type { Emulator } from './emulator.ts'

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
  const connection = { credentials: async () => rootCredentials(emulator), endpoint: emulator.endpoint, fetch }
  const response = await sendSigned(connection, {
    ...{ service, region: emulator.env.AWS_REGION ?? '', host: new URL(emulator.endpoint).host },
    ...{ method: 'POST', path, query: {}, headers: { 'content-type': contentType }, body },
  })
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
