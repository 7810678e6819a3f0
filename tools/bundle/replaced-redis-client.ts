/** The parts of `@redis/client` that the holding never uses. They are three quarters of the client. */
import type { Replacement } from './replacement.ts'

/**
 * The four Redis commands that the holding uses, and the commands with which the client opens a connection and
 * discovers the cluster.
 */
const redisCommands = {
  ...{ set: 'SET', getDel: 'GETDEL', del: 'DEL', exists: 'EXISTS' },
  ...{ auth: 'AUTH', clientSetName: 'CLIENT_SETNAME', readonly: 'READONLY', clusterSlots: 'CLUSTER_SLOTS' },
}

/** The client has a file for each of its 400 commands and always loads all of them. */
const holdingCommands: Replacement = {
  file: '@redis/client/dist/lib/commands/index.js',
  contents: [
    'const commands = {}',
    ...Object.entries(redisCommands).map(
      ([method, name]) => `commands.${method} = commands.${name} = require('./${name}').default`,
    ),
    'module.exports = { __esModule: true, default: commands, NON_STICKY_COMMANDS: commands }',
  ].join('\n'),
}

/** Exports only what the holding imports. The original also loads Sentinel and pools. */
const clientAndCluster: Replacement = {
  file: '@redis/client/dist/index.js',
  contents: [
    `exports.createClient = require('./lib/client').default.create`,
    `exports.createCluster = require('./lib/cluster').default.create`,
  ].join('\n'),
}

const usedCommands = ['set', 'getdel', 'del', 'exists', 'auth', 'client', 'readonly', 'cluster', 'hello']

/** The client routes a command in a cluster by this table of all commands, which is its largest file. */
const metadataOfCommands: Replacement = {
  file: '@redis/client/dist/lib/command-metadata/command-metadata-data.js',
  contents: (text) => {
    const exported: { COMMAND_METADATA?: { std?: Record<string, unknown> } } = {}
    new Function('exports', text)(exported)
    const all = exported.COMMAND_METADATA?.std ?? {}
    const missing = usedCommands.find((command) => all[command] === undefined)
    if (missing !== undefined) throw new Error(`@redis/client has no metadata of ${missing}`)
    const std = Object.fromEntries(usedCommands.map((command) => [command, all[command]]))
    return `exports.COMMAND_METADATA = ${JSON.stringify({ std })}`
  },
}

/** Nothing collects metrics. A client still registers itself, so the registry stays. */
const noMetrics: Replacement = {
  file: '@redis/client/dist/lib/opentelemetry/index.js',
  contents: `exports.ClientRegistry = require('./client-registry').ClientRegistry`,
}

/** Each connection is a client of its own. The replacement throws if it is called. */
const noPools: Replacement = {
  file: '@redis/client/dist/lib/client/pool.js',
  contents: `exports.RedisClientPool = { create() { throw new Error('no pool is used') } }`,
}

export const replacedRedisClient: readonly Replacement[] = [
  holdingCommands,
  clientAndCluster,
  metadataOfCommands,
  noMetrics,
  noPools,
]
