/** The local run in a process of its own, as `npm start` starts it: what it can be killed in, and what cannot see the test. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface LocalProcess {
  readonly origin: string
  /** Where its embedded database answers. */
  readonly databaseEndpoint: string
  readonly processId: number
  /** Everything that it has written to its standard output and error so far. */
  output(): string
  /** Ends it as Ctrl+C does, and waits for its end. */
  stop(): Promise<void>
  /** Ends it as a power cut does, and waits for its end. */
  kill(): Promise<void>
}

export interface LocalProcessOptions {
  readonly dataFolder: string
  /** For Node itself, before the program. */
  readonly nodeOptions?: readonly string[]
  /** Where Node writes what it is asked for; where the tests run unless told. */
  readonly workingFolder?: string
}

const program = resolve(import.meta.dirname, '../../../bin/local.ts')
const startMilliseconds = 40_000

/** Modules are read and stripped of their types once, not at each of many starts. */
const compileCache = join(tmpdir(), 'sealform-tests-compile-cache')

/** Rates are not limited: the tests knock much more often than anybody may. */
export const startLocalProcess = async ({
  dataFolder,
  nodeOptions = [],
  workingFolder = process.cwd(),
}: LocalProcessOptions): Promise<LocalProcess> => {
  const child = spawn(process.execPath, [...nodeOptions, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: workingFolder,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataFolder,
      RATE_LIMITS: 'off',
      NODE_COMPILE_CACHE: compileCache,
    },
  })
  const ended = once(child, 'close')
  const endWithUs = () => child.kill('SIGKILL')
  process.on('exit', endWithUs)
  ended.finally(() => process.off('exit', endWithUs))

  const written: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => written.push(text))
  const output = () => written.join('')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }

  const deadline = Date.now() + startMilliseconds
  while (readyOrigin(output()) === undefined) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end('SIGKILL')
      throw new Error(`The local run did not start: ${output()}`)
    }
    await pause(20)
  }
  return {
    origin: readyOrigin(output()) ?? '',
    databaseEndpoint: /Tables +(http:\S+)/.exec(output())?.[1] ?? '',
    processId: child.pid ?? 0,
    output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

const readyOrigin = (output: string): string | undefined =>
  /ready: open (http:\/\/[^/]+)\/\n[\s\S]*Ctrl/.exec(output)?.[1]

/** A folder of its own for the data of one run, and the way to remove it. */
export const temporaryDataFolder = async (): Promise<{ dataFolder: string; remove: () => Promise<void> }> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sealform-e2e-'))
  return { dataFolder, remove: () => rm(dataFolder, { recursive: true, force: true }) }
}
