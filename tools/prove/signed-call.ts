/** Signed requests to the services of AWS without a client among the dependencies. */
import { type SigningConnection, sendSigned } from '../aws/signed-request.ts'

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

export interface Connection extends SigningConnection {
  readonly region: string
}

export const signedCall =
  (connection: Connection): SignedCall =>
  async ({ service, region = connection.region, target, body = '', form }) => {
    const response = await sendSigned(connection, {
      ...{ service, region, host: `${service}.${region}.amazonaws.com`, method: 'POST', path: '/', query: {} },
      headers: {
        'content-type': form === undefined ? jsonTypes[service] : 'application/x-www-form-urlencoded',
        ...(target !== undefined && { 'x-amz-target': target }),
      },
      body: form === undefined ? body : new URLSearchParams(form).toString(),
    })
    if (response.ok) return response.text()
    const operation = target ?? form?.Action ?? ''
    throw new AwsRefusal(`${service} ${operation.replace(/^.*\./, '')} ${response.status}`)
  }

const jsonTypes = {
  dynamodb: 'application/x-amz-json-1.0',
  logs: 'application/x-amz-json-1.1',
  monitoring: 'application/x-www-form-urlencoded',
} as const
