/** Sends signed requests to AWS services for which the dependencies include no client. */
import { type SigningConnection, sendSigned } from '../aws/signed-request.ts'

export interface AwsRequest {
  readonly service: 'dynamodb' | 'logs' | 'monitoring'
  /** The Region of the request. The default is the stage's Region. */
  readonly region?: string | undefined
  /** For the JSON protocol, the name of the operation. `body` then contains the operation's input. */
  readonly target?: string
  readonly body?: string
  /** For the query protocol, the fields of the form to send. */
  readonly form?: Readonly<Record<string, string>>
}

/** Sends the request and returns the body of the reply. @throws {AwsRefusal} if AWS refuses the request */
export type SignedCall = (request: AwsRequest) => Promise<string>

/**
 * The error that is thrown if AWS refuses a request. The message contains only the status, because the reply may name
 * the account.
 */
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
