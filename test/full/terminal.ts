/** Runs a command as a person does: in a shell without a terminal, or on a pseudo-terminal, which Python has. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

export interface CommandResult {
  readonly exitCode: number
  /** What it printed on both streams, without control characters. */
  readonly output: string
}

export interface TerminalCommand {
  readonly command: readonly [program: string, ...args: string[]]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Runs it on a terminal, and types this as soon as it has asked: its output ends with `(y/N)`. Without, there is no terminal. */
  readonly answer?: string | undefined
}

/** Copies between its own streams and the terminal, and exits as the command does. */
const onTerminal = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))'

export const runInShell = async ({ command, cwd, env, answer }: TerminalCommand): Promise<CommandResult> => {
  const [program, ...args] = answer === undefined ? command : ['python3', '-c', onTerminal, ...command]
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: [answer === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  let printed = ''
  let isAnswered = answer === undefined
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (isAnswered || !stripVTControlCharacters(printed).endsWith('(y/N) ')) return
      isAnswered = true
      child.stdin?.write(`${answer}\n`)
    })
  }
  const [code] = await once(child, 'close')
  process.off('exit', stop)
  return {
    exitCode: typeof code === 'number' ? code : 1,
    output: stripVTControlCharacters(printed).replaceAll('\r', ''),
  }
}
