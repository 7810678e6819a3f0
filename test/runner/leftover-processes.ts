/**
 * Finds processes that a test run started and did not end. Every descendant inherits a mark in its environment, at any
 * depth and in any process group (browsers and servers create their own).
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface RunMark {
  readonly env: Readonly<Record<string, string>>
}

export const newRunMark = (): RunMark => ({ env: { SEALFORM_TEST_RUN: randomUUID() } })

/**
 * Kills the remaining processes of a marked run and returns their command lines. Processes that are exiting get two
 * seconds. Returns an empty list without `/proc`.
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
    // It ended in the meantime.
  }
}
