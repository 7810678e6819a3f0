import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeToken } from '../../../tools/token/write-token.ts'

test('only the owner can read the file of a token, even if the token overwrites a file that others could read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-write-token-'))
  try {
    const [fresh, open] = [join(folder, 'fresh'), join(folder, 'open')]
    writeFileSync(open, 'a longer text that was there before', { mode: 0o644 })
    for (const file of [fresh, open]) {
      writeToken(file, 'token')
      expect(readFileSync(file, 'utf8')).toBe('token\n')
      expect(statSync(file).mode & 0o777).toBe(0o600)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
