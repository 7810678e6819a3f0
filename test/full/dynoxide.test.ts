import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dynoxideProgram } from './dynoxide.ts'

describe('dynoxide', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealform-dynoxide-'))
    vi.spyOn(console, 'log').mockImplementation(() => {})
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true })
  })

  test('is unavailable without cargo, and the reason says so', () => {
    vi.stubEnv('PATH', folder)
    expect(() => dynoxideProgram(folder)).toThrow('it is built with cargo, which is not installed here')
  })

  test('is built once, and then found in the cache', () => {
    const cargo = join(folder, 'cargo')
    const script =
      '#!/bin/sh\n[ "$1" = --version ] && exit\nfor root; do :; done\nmkdir -p "$root/bin"; echo "$*" > "$root/bin/dynoxide"\n'
    writeFileSync(cargo, script)
    chmodSync(cargo, 0o755)
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    const program = dynoxideProgram(folder)
    expect(existsSync(program)).toBe(true)
    rmSync(cargo)
    vi.stubEnv('PATH', folder)
    expect(dynoxideProgram(folder)).toBe(program)
  })

  test('is unavailable if cargo cannot build it, and the reason is the output of cargo', () => {
    const cargo = join(folder, 'cargo')
    writeFileSync(cargo, '#!/bin/sh\n[ "$1" = --version ] && exit\necho "error: no such crate" >&2; exit 101\n')
    chmodSync(cargo, 0o755)
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    expect(() => dynoxideProgram(folder)).toThrow('error: no such crate')
  })
})
