/**
 * Sends a signed request to an AWS service without an SDK client. For some services, the SDK clients would add 42 MB to
 * the installation.
 */
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

export interface SigningConnection {
  readonly credentials: () => Promise<Credentials>
  /** The endpoint that replaces those of AWS. Its value comes from `AWS_ENDPOINT_URL`. */
  readonly endpoint?: string | undefined
  readonly fetch: typeof globalThis.fetch
}

export interface SignedRequest {
  /** The name of the service in signatures. */
  readonly service: string
  readonly region: string
  readonly host: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query: Record<string, string>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const replyTimeoutMs = 20_000

/**
 * Signs the request, sends it and returns the response.
 * @throws the error of `fetch` if AWS does not respond, or the error of `credentials`
 */
export const sendSigned = async (
  { credentials, endpoint, fetch }: SigningConnection,
  { service, region, host, method, path, query, headers, body }: SignedRequest,
): Promise<Response> => {
  const url = new URL(endpoint ?? `https://${host}`)
  const signer = new SignatureV4({
    ...{ credentials: await credentials(), region, service },
    sha256: Hash.bind(null, 'sha256'),
  })
  const signed = await signer.sign({
    ...{ method, protocol: url.protocol, hostname: url.hostname, path, query, body },
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    headers: { ...headers, host: url.host },
  })
  const address = new URL(path, url)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return fetch(address, {
    method,
    headers: signed.headers,
    body: method === 'GET' ? null : body,
    signal: AbortSignal.timeout(replyTimeoutMs),
  })
}
