/**
 * Runs the service in a separate process, as `npm start` does. Use it for tests that kill the service, or that search all data
 * that the service leaves behind. Other tests use the cheaper services in `service.ts`.
 */
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type RunningProcess, startProcess } from './process.ts'
import { localToken, newLocalSiteId, type Service, temporaryFolder } from './service.ts'

export interface ProcessService extends Service {
  /** The service's origin, which changes with each start. */
  readonly origin: string
  readonly databaseEndpoint: string
  readonly dataFolder: string
  readonly processId: number
  /** Returns what the current process has written to its standard output and error. */
  output(): string
  /** Ends the process as Ctrl+C does, and keeps its data. */
  stop(): Promise<void>
  /** Ends the process as a power cut does. */
  kill(): Promise<void>
  /** Starts a new process with the data of the previous one. Tokens and sites remain valid. */
  start(): Promise<void>
  /** Stops the process and deletes its data folder. */
  close(): Promise<void>
}

export interface ProcessServiceOptions {
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[]
  /** Runs the process in its data folder, where Node writes heap snapshots. */
  readonly inDataFolder?: boolean
}

const program = resolve(import.meta.dirname, '../../bin/local.ts')

/** The folder of Node's compile cache. With the cache, Node does not compile the modules again at each start. */
const compileCache = join(tmpdir(), 'sealform-tests-compile-cache')

export const startProcessService = async ({
  nodeOptions = [],
  inDataFolder = false,
}: ProcessServiceOptions = {}): Promise<ProcessService> => {
  const dataFolder = await temporaryFolder()
  const startRun = () =>
    startProcess({
      name: 'The local run',
      command: process.execPath,
      args: [...nodeOptions, program],
      workingFolder: inDataFolder ? dataFolder : undefined,
      env: {
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dataFolder,
        RATE_LIMITS: 'off',
        NODE_COMPILE_CACHE: compileCache,
      },
      isReady: (output) => originIn(output) !== undefined,
    })
  let run: RunningProcess = await startRun()
  const origin = () => originIn(run.output()) ?? ''
  return {
    get origin() {
      return origin()
    },
    get databaseEndpoint() {
      return /Tables +(http:\S+)/.exec(run.output())?.[1] ?? ''
    },
    get processId() {
      return run.processId
    },
    dataFolder,
    newSiteId: newLocalSiteId,
    token: (wanted) => localToken(origin(), wanted),
    output: () => run.output(),
    stop: () => run.stop(),
    kill: () => run.kill(),
    async start() {
      run = await startRun()
    },
    async close() {
      await run.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const originIn = (output: string): string | undefined => /ready: open (http:\/\/[^/]+)\/\n[\s\S]*Ctrl/.exec(output)?.[1]
