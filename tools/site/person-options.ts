/** The options that all commands that create people have in common. */
import { readFileSync } from 'node:fs'
import { UsageFailure } from '../usage-failure.ts'

/** Returns the e-mail address from the command line. @throws {UsageFailure} if it is not a valid address */
export function emailOf(whose: string, email: string | undefined): string {
  if (email !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email
  throw new UsageFailure(`--email must be the address of the ${whose}.`)
}

/** Returns the password in the file. @throws {UsageFailure} if the file cannot be read */
export function passwordIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageFailure(`The file ${file} of --temporary-password-file cannot be read.`)
  }
}
