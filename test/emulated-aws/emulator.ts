/**
 * An AWS account on loopback: ministack, which needs no Docker, over TLS and with IAM enforced. Functions run in Node processes
 * of their own, CloudFormation, API Gateway, Cognito, DynamoDB and KMS are spoken to over the wire.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeCertificates } from '../full/certificates.ts'
import { type Service, startService } from '../full/service-process.ts'

export interface Emulator extends Service {
  readonly endpoint: string
  /** What AWS's clients and its CDK read to find it and to trust it. */
  readonly env: Readonly<Record<string, string>>
}

export interface EmulatorOptions {
  /** Path of the Python that has ministack. */
  readonly python: string
  /** For what it writes; removed by whoever made it. */
  readonly folder: string
  /** Its twelve digits, which ministack takes as an access key of the account's root. */
  readonly account: string
  readonly region: string
}

/** This process trusts it from then on. @throws Error when there is no openssl, or it does not start */
export async function startEmulator({ python, folder, account, region }: EmulatorOptions): Promise<Emulator> {
  const certificates = makeCertificates(folder)
  const trust = { NODE_EXTRA_CA_CERTS: certificates.authority, AWS_CA_BUNDLE: certificates.authority }
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificates.authority, 'utf8')])
  const root = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'root', AWS_SESSION_TOKEN: '' }
  const temporary = join(folder, 'emulator')
  mkdirSync(temporary)
  const service = await startService({
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
      // What its functions are given for an endpoint, whatever this process was given.
      AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
      // Its listeners for other protocols have ports of their own, in reach of the network.
      ...{ IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' },
      ...{ TMPDIR: temporary, STATE_DIR: temporary, LOG_LEVEL: process.env.EMULATOR_LOG ?? 'ERROR' },
      // The Node that runs the tests runs the functions.
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
