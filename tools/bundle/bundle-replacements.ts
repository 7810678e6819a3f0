/**
 * What of the packages stays out of a bundle, because a function on Lambda never gets there. Each replacement is met by the tests
 * of test/bundled.full.test.ts, which run bundles against the real services.
 */
import type { Plugin } from 'esbuild'

interface Replacement {
  readonly file: RegExp
  readonly contents: string
}

/** Lambda puts the credentials of a function's role into its environment; profiles, sign-ins and metadata servers are for elsewhere. */
const environmentCredentials: Replacement = {
  file: /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index[.]js$/,
  contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'`,
}

/** The four commands of the holding, and what the client itself says to open a connection and to find its way in a cluster. */
const redisCommands = {
  ...{ set: 'SET', getDel: 'GETDEL', del: 'DEL', exists: 'EXISTS' },
  ...{ auth: 'AUTH', clientSetName: 'CLIENT_SETNAME', readonly: 'READONLY', clusterSlots: 'CLUSTER_SLOTS' },
}

/** The client brings a file for each of 400 commands, and always all of them: two thirds of a bundle that has it. */
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
 * The Encryption SDK's reader and writer of elliptic curve keys, for suites that sign. Ours does not (and says so to the SDK);
 * whoever called it all the same would get an error and no key.
 */
const noSignatures: Replacement = {
  file: /[\\/]@aws-crypto[\\/]material-management[\\/]build[\\/]module[\\/]src[\\/]pem_helpers[.]js$/,
  contents: [
    `const never = () => { throw new Error('no suite that signs') }`,
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
