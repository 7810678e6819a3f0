/** The parts of the AWS SDK that a function on Lambda never uses. */
import type { Replacement } from './replacement.ts'

/**
 * Lambda puts the credentials of a function's role into the function's environment, so profiles, sign-ins and metadata
 * servers are not needed.
 */
const environmentCredentials: Replacement = {
  file: '@aws-sdk/credential-provider-node/dist-es/index.js',
  contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'`,
}

/**
 * A function has no home directory, so `~/.aws/config` cannot contain a setting. Each setting is read from the
 * environment or has its default. Without this replacement, the first request of a client looks for both files.
 */
const noConfigFiles: Replacement = {
  file: '@smithy/core/dist-es/submodules/config/node-config-provider/fromSharedConfigFiles.js',
  contents: [
    `import { CredentialsProviderError } from '../property-provider/CredentialsProviderError'`,
    `export const fromSharedConfigFiles = () => async () => {`,
    `  throw new CredentialsProviderError('There are no configuration files.')`,
    `}`,
  ].join('\n'),
}

/** Lambda has no EC2 metadata server. The environment contains the Region. */
const noInstanceMetadata: Replacement = {
  file: '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
  contents: 'export const getInstanceMetadataRegion = async () => undefined',
}

/** Only operations of DynamoDB that are not used here can discover endpoints, and only if a setting turns it on. */
const noEndpointDiscovery: Replacement = {
  file: '@aws-sdk/middleware-endpoint-discovery/dist-es/resolveEndpointDiscoveryConfig.js',
  contents: 'export const resolveEndpointDiscoveryConfig = (config) => config',
}

/** No operation that the functions call streams events. The replacement throws if it is called. */
const noEventStreams: Replacement = {
  file: '@smithy/core/dist-es/submodules/event-streams/index.js',
  contents: [
    `export class EventStreamSerde { constructor() { throw new Error('no event streams are used') } }`,
    'export const eventStreamSerdeProvider = () => undefined',
    'export const resolveEventStreamSerdeConfig = (config) => config',
  ].join('\n'),
}

/** Node has SHA-256. The SDK uses its own implementation only in browsers and where Node lacks it. */
const hashesOfNode: Replacement = {
  file: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
  contents: `export class Sha256Js { constructor() { throw new Error('Node has SHA-256') } }`,
}

const clients = ['apigatewaymanagementapi', 'cloudfront', 'dynamodb', 'eventbridge', 'kms', 's3', 'secrets-manager']

/** Of its own package.json, a client reads only the version, for its user agent. */
const versionsOfClients = clients.map(
  (client): Replacement => ({
    file: `@aws-sdk/client-${client}/package.json`,
    contents: (text) => JSON.stringify({ version: JSON.parse(text).version }),
  }),
)

export const replacedAwsSdk: readonly Replacement[] = [
  environmentCredentials,
  noConfigFiles,
  noInstanceMetadata,
  noEndpointDiscovery,
  noEventStreams,
  hashesOfNode,
  ...versionsOfClients,
]
