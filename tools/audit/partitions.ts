/**
 * Sorts a log that does not fit into memory: each line goes to one of some files by what it belongs to, so that all that belongs
 * together is in one file, and one file at a time is small enough.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Partitions {
  /** Puts a line, without line feeds, to what it belongs to. */
  put(belongsTo: string, line: string): void
  /** The lines of one file after the other. */
  files(): Iterable<readonly string[]>
  /** Removes the files, if there are any: a log that fits into memory makes none. */
  remove(): void
}

const partitionCount = 64
const bufferedCharacters = 64 * 1024

/** Quick and even enough (FNV-1a): nobody gains by making one file large. */
const partitionOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % partitionCount
}

interface Partition {
  /** What is in its file; none while everything fits here. */
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
