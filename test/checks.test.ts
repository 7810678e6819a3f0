/** The type check, the format and the lint. test/boundaries.test.ts checks the import rules. */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** What a failed program prints; otherwise nothing. */
const failureOf = (args: readonly string[]) =>
  new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd: root }, (error, output, errors) => done(error ? `${output}${errors}` : ''))
  })

test.concurrent.each([
  ['type check', ['node_modules/ts7/bin/tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['type check of the pages', ['node_modules/ts7/bin/tsc', '--noEmit', '-p', 'widgets/tsconfig.json']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
])('%s', async (_, args) => expect(await failureOf(args)).toBe(''), 600_000)
