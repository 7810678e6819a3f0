/**
 * Finds processes that a run of the tests started and did not end. Whatever a run starts inherits its mark in the
 * environment, however far down and in whichever process group it is (browsers and servers make groups of their own).
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface RunMark {
  readonly env: Readonly<Record<string, string>>
}

export const newRunMark = (): RunMark => ({ env: { SEALFORM_TEST_RUN: randomUUID() } })

/**
 * Ends what is left of a marked run and answers with the command lines. Gives what is just ending two seconds to do so.
 * Answers with nothing where there is no `/proc` to look in.
 */
export async function killLeftoverProcesses(mark: RunMark): Promise<readonly string[]> {
  for (let attempt = 0; attempt < 20 && processesWithMark(mark).length > 0; attempt++) await pause(100)
  const left = processesWithMark(mark)
  for (const { processId } of left) killProcess(processId)
  return left.map(({ command }) => command)
}

function processesWithMark(mark: RunMark): readonly { processId: number; command: string }[] {
  const [line = ''] = Object.entries(mark.env).map(([name, value]) => `${name}=${value}`)
  return processIds()
    .filter((processId) => processId !== process.pid && readProcess(processId, 'environ').includes(line))
    .map((processId) => ({ processId, command: readProcess(processId, 'cmdline').join(' ').trim() }))
}

function processIds(): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').map(Number).filter(Number.isInteger)
}

/** Empty for another user's process and for one that has just ended. */
function readProcess(processId: number, file: 'environ' | 'cmdline'): readonly string[] {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'utf8').split('\0')
  } catch {
    return []
  }
}

function killProcess(processId: number) {
  try {
    process.kill(processId, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
