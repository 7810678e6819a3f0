/** Writes a token where only its owner can read it. */
import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs'

/** The mode holds for a file that exists already, too, before the token is in it. */
export const writeToken = (file: string, token: string): void => {
  const descriptor = openSync(file, 'w', 0o600)
  try {
    fchmodSync(descriptor, 0o600)
    writeSync(descriptor, `${token}\n`)
  } finally {
    closeSync(descriptor)
  }
}
