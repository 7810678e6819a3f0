/**
 * Sorts a log that does not fit into memory. A line's group determines to which of several files the line is written.
 * Related lines are therefore in the same file, and each file fits into memory.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Partitions {
  /** Adds a line to the file for its group. The line must not contain a line feed. */
  put(belongsTo: string, line: string): void
  /** Returns the files one after the other, each as an array of its lines. */
  files(): Iterable<readonly string[]>
  /** Removes the files, if there are any. A log that fits into memory needs no files. */
  remove(): void
}

const partitionCount = 64
const bufferedCharacters = 64 * 1024

/**
 * Chooses the file for a group by an FNV-1a hash, which is fast and even. The hash need not be cryptographic, because
 * an attacker gains nothing from a large file.
 */
const partitionOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % partitionCount
}

interface Partition {
  /** The file to which the group's lines are written. Absent while all lines fit into memory. */
  file?: { readonly path: string; readonly descriptor: number }
  text: string
}

export const createPartitions = (): Partitions => {
  let folder: string | undefined
  const parts: readonly Partition[] = Array.from({ length: partitionCount }, () => ({ text: '' }))
  const write = (part: Partition, which: number): void => {
    folder ??= mkdtempSync(join(tmpdir(), 'sealform-audit-'))
    const path = join(folder, String(which))
    part.file ??= { path, descriptor: openSync(path, 'w', 0o600) }
    writeSync(part.file.descriptor, part.text)
    part.text = ''
  }
  return {
    put(belongsTo, line) {
      const which = partitionOf(belongsTo)
      const part = parts[which]
      if (part === undefined) return
      part.text += `${line}\n`
      if (part.text.length >= bufferedCharacters) write(part, which)
    },
    *files() {
      for (const { file, text } of parts) {
        const written = file === undefined ? '' : readFileSync(file.path, 'utf8')
        yield `${written}${text}`.split('\n').slice(0, -1)
      }
    },
    remove() {
      for (const { file } of parts) if (file) closeSync(file.descriptor)
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
