/** `npm start`: the whole product on this machine, until Ctrl+C. */
import { createWriteStream, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import type { Log } from '../lambdas/core/log.ts'
import { archiveFolder } from '../local/audit-archive.ts'
import { isLoopback } from '../local/loopback.ts'
import { startLocal } from '../local/run.ts'
import { StartFailure } from '../local/start-failure.ts'

const Port = z.pipe(z.string().check(z.regex(/^\d{1,5}$/)), z.transform(Number))

const defaultPort = 8787

/** The port after the service's usual one. Beside a service elsewhere, or when it is taken, any does: nobody has it by heart. */
const demoPort = (servicePort: number) => {
  const { DEMO_PORT } = process.env
  if (DEMO_PORT === undefined) return { port: servicePort === defaultPort ? defaultPort + 1 : 0, allowFallback: true }
  const port = Port.safeParse(DEMO_PORT)
  if (port.success && port.data <= 65_535) return { port: port.data, allowFallback: false }
  throw new StartFailure(`DEMO_PORT is ${DEMO_PORT}, but a port is a number up to 65535.`)
}

const settings = () => {
  const { PORT = String(defaultPort), HOST = '127.0.0.1', DATA_DIR = '.local', RATE_LIMITS = 'on' } = process.env
  const port = Port.safeParse(PORT)
  if (!port.success || port.data > 65_535)
    throw new StartFailure(`PORT is ${PORT}, but a port is a number up to 65535.`)
  if (RATE_LIMITS !== 'on' && RATE_LIMITS !== 'off') {
    throw new StartFailure(`RATE_LIMITS is ${RATE_LIMITS}, but it is on or off.`)
  }
  return {
    port: port.data,
    demo: demoPort(port.data),
    host: HOST,
    dataFolder: resolve(DATA_DIR),
    rateLimits: RATE_LIMITS,
  } as const
}

const commandLine = () => {
  const options = {
    'unsafe-lan': { type: 'boolean', default: false },
    certificate: { type: 'string' },
    key: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (failure) {
    throw new StartFailure(failure instanceof Error ? failure.message : 'The command line could not be read.')
  }
}

const readPemFile = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartFailure(`The file ${file} that --${name} names cannot be read.`)
  }
}

/** Off the loopback everybody near could sign in as anybody, and browsers seal only in a secure context. */
const tlsFor = (host: string) => {
  const { 'unsafe-lan': unsafeLan, certificate, key } = commandLine()
  if (isLoopback(host) && !unsafeLan) return {}
  if (!unsafeLan) {
    throw new StartFailure(
      `HOST is ${host}, which other machines reach, and anybody may sign in here: start with --unsafe-lan if you mean it.`,
    )
  }
  if (certificate === undefined || key === undefined) {
    throw new StartFailure(
      '--unsafe-lan needs --certificate and --key, PEM files, because browsers seal only under TLS.',
    )
  }
  return { tls: { certificate: readPemFile('certificate', certificate), key: readPemFile('key', key) } }
}

/** The structured log of the handlers, beside the data: the terminal is for people. */
const logFile = (dataFolder: string): Log => {
  const file = createWriteStream(join(dataFolder, 'sealform.log'), { flags: 'a', mode: 0o600 })
  file.on('error', () => {})
  return { write: (line) => file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`) }
}

const main = async () => {
  const wanted = settings()
  const run = await startLocal({ ...wanted, ...tlsFor(wanted.host), log: lazyLog(wanted.dataFolder) })
  const stop = async () => {
    await run.close()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  console.log(`
  Sealform is ready: open ${run.origin}/

  Demo      ${run.demoOrigin}/  (a brand’s chat that embeds the pages; the address above leads there)
  API       ${run.origin}/v1/openapi.json
  Data      ${wanted.dataFolder}  (delete it to begin anew)
  Tables    ${run.databaseEndpoint}  (DynamoDB; any credentials)
  Audit     npm run audit:verify -- ${archiveFolder(wanted.dataFolder)}
  Log       ${join(wanted.dataFolder, 'sealform.log')}

  Ctrl+C stops it.
`)
}

/** Opened at its first line, when the data folder is there. */
const lazyLog = (dataFolder: string): Log => {
  let log: Log | undefined
  return {
    write: (line) => {
      log ??= logFile(dataFolder)
      log.write(line)
    },
  }
}

main().catch((failure) => {
  console.error(failure instanceof Error ? failure.message : 'Sealform could not start.')
  process.exit(1)
})
