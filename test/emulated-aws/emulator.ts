/**
 * An AWS account on loopback: ministack, which needs no Docker, over TLS and with IAM enforced. Functions run in Node
 * processes of their own; clients use CloudFormation, API Gateway, Cognito, DynamoDB and KMS over HTTPS.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeCertificates } from '../full/certificates.ts'
import { type Server, startServer } from '../kit/process.ts'

export interface Emulator extends Server {
  readonly endpoint: string
  /** The environment with which AWS clients and the CDK find and trust it. */
  readonly env: Readonly<Record<string, string>>
}

export interface EmulatorOptions {
  /** Path of the Python with ministack. */
  readonly python: string
  /** For its files; the caller removes it. */
  readonly folder: string
  /** The account id, which ministack accepts as an access key of the account's root user. */
  readonly account: string
  readonly region: string
}

/** From then on this process trusts its certificate. @throws Error if openssl is missing or it does not start */
export async function startEmulator({ python, folder, account, region }: EmulatorOptions): Promise<Emulator> {
  const certificates = makeCertificates(folder)
  const trust = { NODE_EXTRA_CA_CERTS: certificates.authority, AWS_CA_BUNDLE: certificates.authority }
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificates.authority, 'utf8')])
  const root = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'root', AWS_SESSION_TOKEN: '' }
  const temporary = join(folder, 'emulator')
  mkdirSync(temporary)
  const service = await startServer({
    name: 'ministack',
    command: python,
    args: () => [join(import.meta.dirname, 'emulator.py')],
    env: (port) => ({
      ...{ ...trust, ...root },
      ...{ GATEWAY_PORT: `${port}`, BIND_HOST: '127.0.0.1', MINISTACK_HOST: '127.0.0.1' },
      ...{ MINISTACK_REGION: region, MINISTACK_ACCOUNT_ID: account },
      ...{
        AUTH: 'true',
        USE_SSL: '1',
        MINISTACK_SSL_CERT: certificates.certificate,
        MINISTACK_SSL_KEY: certificates.key,
      },
      // The endpoint for its functions, independent of this process's own.
      AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
      // Its listeners for other protocols would open ports to the network.
      ...{ IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' },
      ...{ TMPDIR: temporary, STATE_DIR: temporary, LOG_LEVEL: process.env.EMULATOR_LOG ?? 'ERROR' },
      // Functions run on the Node of the tests.
      PATH: `${join(import.meta.dirname, '../../node_modules/.bin')}:${process.env.PATH}`,
    }),
  })
  const endpoint = `https://127.0.0.1:${service.port}`
  return {
    ...service,
    endpoint,
    env: {
      ...{ ...trust, ...root },
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, AWS_DEFAULT_REGION: region },
      ...{ AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: '1' },
    },
  }
}
