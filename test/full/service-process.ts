/** Starts a service on a free loopback port, waits until it accepts connections, and stops it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Service {
  readonly port: number
  stop(): Promise<void>
}

export interface ServiceCommand {
  readonly name: string
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly env?: (port: number) => Readonly<Record<string, string>>
}

const startMilliseconds = 60_000
const stopMilliseconds = 5_000

/** Throws with the last output if the service exits or does not open its port in time. */
export async function startService({ name, command, args, env }: ServiceCommand): Promise<Service> {
  const port = await freePort()
  const child = spawn(command, args(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env?.(port) },
  })
  const lastWords: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      lastWords.push(text)
      if (lastWords.length > 20) lastWords.shift()
    })
  }
  child.on('error', (error) => lastWords.push(error.message))
  process.on('exit', () => child.kill('SIGKILL'))
  const deadline = Date.now() + startMilliseconds
  while (!(await isListening(port))) {
    if (hasEnded(child) || child.pid === undefined || Date.now() > deadline) {
      await stop(child)
      throw new Error(`${name} did not start: ${lastWords.join('').trim()}`)
    }
    await pause(100)
  }
  return { port, stop: () => stop(child) }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const tooLate = setTimeout(() => child.kill('SIGKILL'), stopMilliseconds)
  await ended
  clearTimeout(tooLate)
}

/** A port that is currently free. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no loopback port is free')
  return address.port
}

async function isListening(port: number): Promise<boolean> {
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
