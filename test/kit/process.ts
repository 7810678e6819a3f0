/** Runs programs in separate processes, which a test can stop and kill. These processes end when the test's process ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface RunningProcess {
  readonly processId: number
  /** Returns what the process has written to its standard output and error. */
  output(): string
  /** Ends the process as Ctrl+C does. Kills the process if it does not end. */
  stop(): Promise<void>
  /** Ends the process as a power cut does. */
  kill(): Promise<void>
}

export interface ProcessCommand {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly workingFolder?: string | undefined
  readonly isReady: (output: string) => boolean | Promise<boolean>
}

const startMilliseconds = 60_000
const stopMilliseconds = 20_000

/**
 * Starts a process and waits until it is ready. If the process exits or is not ready in time, throws an error that contains its
 * output.
 */
export const startProcess = async (wanted: ProcessCommand): Promise<RunningProcess> => {
  const child = spawn(wanted.command, wanted.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: wanted.workingFolder,
    env: { ...process.env, ...wanted.env },
  })
  const written: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => written.push(text))
  }
  const output = () => written.join('')
  const killChild = () => void child.kill('SIGKILL')
  process.on('exit', killChild)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      written.push(error.message)
      resolve()
    })
    child.once('close', () => resolve())
  }).then(() => {
    hasEnded = true
    process.off('exit', killChild)
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const tooLate = setTimeout(killChild, stopMilliseconds)
    await ended
    clearTimeout(tooLate)
  }

  const deadline = Date.now() + startMilliseconds
  while (!(await wanted.isReady(output()))) {
    if (hasEnded || Date.now() > deadline) {
      await end('SIGKILL')
      throw new Error(`${wanted.name} did not start: ${output().trim().slice(-10_000)}`)
    }
    await pause(20)
  }
  return { processId: child.pid ?? 0, output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

export interface Server {
  readonly port: number
  stop(): Promise<void>
}

export type StartedServer = Server & Pick<RunningProcess, 'output'>

export interface ServerCommand {
  readonly name: string
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly env?: (port: number) => Readonly<Record<string, string>>
}

/** Starts a server on a free loopback port, and waits until it accepts connections. */
export const startServer = async ({ name, command, args, env }: ServerCommand): Promise<StartedServer> => {
  const port = await freePort()
  const { stop, output } = await startProcess({
    name,
    command,
    args: args(port),
    env: env?.(port) ?? {},
    isReady: () => isListening(port),
  })
  return { port, stop, output }
}

/** Returns a loopback port that is currently free. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no loopback port is free')
  return address.port
}

const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
