/**
 * Finds processes that a test run started and did not end. Every descendant inherits a mark in its environment, at any
 * depth and in any process group (browsers and servers create their own). `node <this file> <mark>` does the same.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Kills and reports the processes with the mark, `NAME=value`, and returns their number. Processes that are exiting get
 * ten seconds. Returns 0 without `/proc`.
 */
export async function killLeftoverProcesses(mark: string): Promise<number> {
  for (let attempt = 0; attempt < 100 && processesWithMark(mark).length > 0; attempt++) await pause(100)
  const left = processesWithMark(mark)
  for (const processId of left) {
    console.error(`a test left a process behind: ${readProcess(processId, 'cmdline').join(' ').trim()}`)
    killProcess(processId)
  }
  return left.length
}

function processesWithMark(mark: string): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter(Number.isInteger)
    .filter((processId) => processId !== process.pid && readProcess(processId, 'environ').includes(mark))
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

const [, , mark] = process.argv
if (import.meta.main && mark !== undefined) await killLeftoverProcesses(mark)
