/**
 * Parts of packages that are left out of bundles, because a function on Lambda never uses them. To test each
 * replacement, test/bundled.full.test.ts runs bundles against the real services.
 */
import type { Plugin } from 'esbuild'

interface Replacement {
  readonly file: RegExp
  readonly contents: string
}

/**
 * Lambda puts the credentials of a function's role into the function's environment, so profiles, sign-ins and metadata
 * servers are not needed.
 */
const environmentCredentials: Replacement = {
  file: /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index[.]js$/,
  contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'`,
}

/**
 * The four Redis commands that the holding uses, and the commands with which the client opens a connection and
 * discovers the cluster.
 */
const redisCommands = {
  ...{ set: 'SET', getDel: 'GETDEL', del: 'DEL', exists: 'EXISTS' },
  ...{ auth: 'AUTH', clientSetName: 'CLIENT_SETNAME', readonly: 'READONLY', clusterSlots: 'CLUSTER_SLOTS' },
}

/**
 * The client has a file for each of its 400 commands and always loads all of them. These files are two thirds of a
 * bundle that contains the client.
 */
const holdingCommands: Replacement = {
  file: /[\\/]@redis[\\/]client[\\/]dist[\\/]lib[\\/]commands[\\/]index[.]js$/,
  contents: [
    'const commands = {}',
    ...Object.entries(redisCommands).map(
      ([method, name]) => `commands.${method} = commands.${name} = require('./${name}').default`,
    ),
    'module.exports = { __esModule: true, default: commands, NON_STICKY_COMMANDS: commands }',
  ].join('\n'),
}

/**
 * The Encryption SDK's reader and writer for elliptic curve keys. Only algorithm suites with signatures use them. Our
 * suite has no signatures, and the SDK is configured accordingly. The replacement throws if it is called.
 */
const noSignatures: Replacement = {
  file: /[\\/]@aws-crypto[\\/]material-management[\\/]build[\\/]module[\\/]src[\\/]pem_helpers[.]js$/,
  contents: [
    `const never = () => { throw new Error('no algorithm suite with signatures is used') }`,
    'export { never as publicKeyPem, never as privateKeyPem, never as chunk64 }',
  ].join('\n'),
}

export const replaceUnusedModules: Plugin = {
  name: 'leaves-out',
  setup(build) {
    for (const { file, contents } of [environmentCredentials, holdingCommands, noSignatures]) {
      build.onLoad({ filter: file }, ({ path }) => ({ contents, resolveDir: path.replace(/[\\/][^\\/]+$/, '') }))
    }
  },
}
