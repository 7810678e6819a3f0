/** Runs the local service until it is stopped. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../lambdas/core/log.ts'
import { archiveFolder } from '../../local/audit-archive.ts'
import { bypassProxyFor } from '../../local/proxy-bypass.ts'
import { startLocal } from '../../local/run.ts'
import type { Settings } from './settings.ts'

/** Writes the handlers' structured log to a file in the data folder, because the terminal is for people. */
const logFile = (dataFolder: string): Log => {
  const file = createWriteStream(join(dataFolder, 'sealform.log'), { flags: 'a', mode: 0o600 })
  file.on('error', () => {})
  return { write: (line) => file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`) }
}

/**
 * Opens the log only when its first line is written, because the data folder may not exist until the service has
 * started.
 */
const lazyLog = (dataFolder: string): Log => {
  let log: Log | undefined
  return {
    write: (line) => {
      log ??= logFile(dataFolder)
      log.write(line)
    },
  }
}

/** Resolves on Ctrl+C or a supervisor's SIGTERM. A second signal ends the process immediately. */
const stopSignal = (): Promise<void> =>
  new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })

const noLog: Log = { write: () => {} }

/** Returns the lines that the terminal shows about the storage. */
const storageLines = (dataFolder: string | undefined, databaseEndpoint: string | undefined): string =>
  dataFolder === undefined
    ? `  Data      in memory, gone when this stops`
    : `  Data      ${dataFolder}  (delete it to start empty)
  Tables    ${databaseEndpoint}  (DynamoDB; any credentials)
  Audit     npm run audit:verify -- ${archiveFolder(dataFolder)}
  Log       ${join(dataFolder, 'sealform.log')}`

/** Returns the line that says how to embed the pages in a page of one's own. */
const embeddingLine = (origin: string, embedding: Settings['embedding']): string => {
  const who =
    embedding === 'loopback'
      ? 'pages of this machine may embed them; list others in Admin, Branding and embedding'
      : 'first list the address of your pages in Admin, Branding and embedding'
  return `  Embed     npm run embed:tags -- --url ${origin}  (prints the tags for your own pages: ${who})`
}

/** Runs the service, prints its addresses, and stops it on a signal. @throws {StartFailure} if it cannot start */
export const runUntilStopped = async (settings: Settings): Promise<void> => {
  const { dataFolder, host, embedding } = settings
  bypassProxyFor(process.env, host)
  const run = await startLocal({ ...settings, log: dataFolder === undefined ? noLog : lazyLog(dataFolder) })
  const stopped = stopSignal()
  console.log(`
  Sealform is ready: open ${run.origin}/

  Demo      ${run.demoOrigin}/  (a brand’s chat that embeds the pages; the address above redirects to it)
  Admin     ${run.origin}/admin  (press Sign in: any name is accepted)
  API       ${run.origin}/docs  (the reference; as a document: /v1/openapi.json)
${embeddingLine(run.origin, embedding)}
${storageLines(dataFolder, run.databaseEndpoint)}

  Ctrl+C stops it.
`)
  await stopped
  await run.close()
}
