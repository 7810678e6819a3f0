/** The command line and the environment of `npm start`. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { isLoopback } from '../../local/loopback.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export const usage = `Usage: npm start [-- --memory]
       HOST=0.0.0.0 npm start -- --unsafe-lan --certificate <file> --key <file>

Runs the whole product on this machine until Ctrl+C: the service, its tables and a demo of both sides of a chat.

  --memory        keep everything in memory: starts faster, writes no file, and loses everything when it stops
  --unsafe-lan    listen on an address that other machines can reach; anyone can sign in as anyone; needs the two files
  --certificate   the TLS certificate, a PEM file
  --key           the key of the certificate, a PEM file
  --help          print this text

  Environment:
  PORT            the port of the service (default: 8787); 0 takes any free port
  DEMO_PORT       the port of the demo (default: 8788 beside 8787, else any free port)
  HOST            the address to listen on (default: 127.0.0.1)
  DATA_DIR        the folder for the tables, the keys, the audit archive and the log (default: .local)
  RATE_LIMITS     on or off (default: on)

Exit codes: 0 it ran and was stopped, 1 it could not start, 2 the command line or the environment is wrong.`

const options = {
  memory: { type: 'boolean', default: false },
  'unsafe-lan': { type: 'boolean', default: false },
  certificate: { type: 'string' },
  key: { type: 'string' },
} as const

type Values = ReturnType<typeof parseCommandLine<typeof options>>['values']
type Environment = Readonly<Record<string, string | undefined>>

const Port = z.pipe(z.string().check(z.regex(/^\d{1,5}$/)), z.transform(Number))
const defaultPort = 8787

const portOf = (name: string, text: string): number => {
  const port = Port.safeParse(text)
  if (port.success && port.data <= 65_535) return port.data
  throw new UsageFailure(`${name} is ${text}, but a port must be a number up to 65535.`)
}

/**
 * Returns the demo's port. If the service uses its usual port, this is the next port. If the next port is taken or the
 * service uses another port, it is any free port.
 */
const demoPort = (servicePort: number, given: string | undefined) =>
  given === undefined
    ? { port: servicePort === defaultPort ? defaultPort + 1 : 0, allowFallback: true }
    : { port: portOf('DEMO_PORT', given), allowFallback: false }

const readPemFile = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageFailure(`The file ${file} of --${name} cannot be read.`)
  }
}

/**
 * Reads the certificate and key. They are required if the service is reachable beyond the loopback interface, because
 * anyone on the network could sign in as any person, and because browsers allow encryption only in a secure context.
 */
const tlsFor = (host: string, { 'unsafe-lan': unsafeLan, certificate, key }: Values) => {
  if (isLoopback(host) && !unsafeLan) return {}
  if (!unsafeLan) {
    throw new UsageFailure(
      `HOST is ${host}, which other machines can reach, and anyone can sign in here: start with --unsafe-lan if this is intended.`,
    )
  }
  if (certificate === undefined || key === undefined) {
    throw new UsageFailure(
      '--unsafe-lan needs --certificate and --key (PEM files), because browsers can seal answers only over TLS.',
    )
  }
  return { tls: { certificate: readPemFile('certificate', certificate), key: readPemFile('key', key) } }
}

/**
 * Parses the command line and the environment.
 * @throws {UsageFailure} with one sentence if one of them is not valid
 */
export const settingsOf = (args: readonly string[], environment: Environment) => {
  const { values } = parseCommandLine(args, options)
  const { PORT = String(defaultPort), HOST = '127.0.0.1', DATA_DIR = '.local', RATE_LIMITS = 'on' } = environment
  const port = portOf('PORT', PORT)
  if (RATE_LIMITS !== 'on' && RATE_LIMITS !== 'off') {
    throw new UsageFailure(`RATE_LIMITS is ${RATE_LIMITS}, but must be on or off.`)
  }
  return {
    port,
    demo: demoPort(port, environment.DEMO_PORT),
    host: HOST,
    // Beyond this machine, `localhost` is the visitor's own machine.
    embedding: isLoopback(HOST) ? 'loopback' : 'listed',
    ...(!values.memory && { dataFolder: resolve(DATA_DIR) }),
    rateLimits: RATE_LIMITS,
    ...tlsFor(HOST, values),
  } as const
}

export type Settings = ReturnType<typeof settingsOf>
