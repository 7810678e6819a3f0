/** Signed requests to the services of AWS without a client among the dependencies. */
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'

export interface AwsRequest {
  readonly service: 'dynamodb' | 'logs' | 'monitoring'
  /** The Region of the stage if absent. */
  readonly region?: string | undefined
  /** JSON: the operation and its input. */
  readonly target?: string
  readonly body?: string
  /** The query protocol: a form instead. */
  readonly form?: Readonly<Record<string, string>>
}

/** Returns the body of the reply. @throws {AwsRefusal} */
export type SignedCall = (request: AwsRequest) => Promise<string>

/** AWS refused a request. The message has the status alone, because the reply may name the account. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal'
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface Connection {
  readonly region: string
  readonly credentials: () => Promise<Credentials>
  /** Instead of the endpoints of AWS. */
  readonly endpoint?: string | undefined
  readonly fetch: typeof globalThis.fetch
}

export const signedCall =
  ({ region: stageRegion, credentials, endpoint, fetch }: Connection): SignedCall =>
  async ({ service, region = stageRegion, target, body = '', form }) => {
    const url = new URL(endpoint ?? `https://${service}.${region}.amazonaws.com`)
    const content = form === undefined ? body : new URLSearchParams(form).toString()
    const contentType = form !== undefined ? 'application/x-www-form-urlencoded' : jsonTypes[service]
    const signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, 'sha256') })
    const { headers } = await signer.sign({
      ...{ method: 'POST', protocol: url.protocol, hostname: url.hostname, path: '/', body: content },
      ...(url.port !== '' && { port: Number(url.port) }),
      headers: { host: url.host, 'content-type': contentType, ...(target !== undefined && { 'x-amz-target': target }) },
    })
    const response = await fetch(url, { method: 'POST', headers, body: content })
    if (response.ok) return response.text()
    const operation = target ?? form?.Action ?? ''
    throw new AwsRefusal(`${service} ${operation.replace(/^.*\./, '')} ${response.status}`)
  }

const jsonTypes = {
  dynamodb: 'application/x-amz-json-1.0',
  logs: 'application/x-amz-json-1.1',
  monitoring: 'application/x-www-form-urlencoded',
} as const
