import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

export interface FileDigest {
  /** The SHA-256 of the whole file. */
  readonly sha256: string
  /** True if the file ends with a line feed, so that its last line is complete. */
  readonly endsWithNewline: boolean
}

const chunkBytes = 1024 * 1024

/**
 * Calls `onLine` with each line of a file, in order, and returns the digest of the whole file. The file can have any
 * size.
 */
export const readLines = (path: string, onLine: (line: string, number: number) => void): FileDigest => {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    const decoder = new StringDecoder('utf8')
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let rest = ''
    let number = 0
    for (;;) {
      const bytes = readSync(file, chunk, 0, chunkBytes, null)
      if (bytes === 0) break
      const read = chunk.subarray(0, bytes)
      hash.update(read)
      const lines = (rest + decoder.write(read)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line, ++number)
    }
    rest += decoder.end()
    if (rest !== '') onLine(rest, ++number)
    return { sha256: hash.digest('hex'), endsWithNewline: rest === '' }
  } finally {
    closeSync(file)
  }
}
