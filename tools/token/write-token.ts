/** Writes a token where only its owner can read it. */
import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs'

/** Writes the token. Sets the file mode before the token is written, even if the file already exists. */
export const writeToken = (file: string, token: string): void => {
  const descriptor = openSync(file, 'w', 0o600)
  try {
    fchmodSync(descriptor, 0o600)
    writeSync(descriptor, `${token}\n`)
  } finally {
    closeSync(descriptor)
  }
}
