/**
 * The example app of docs/own-app.md with Sealform as one of its constructs: the guide shows the compiled code, and it
 * synthesises, here around empty functions.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { emptyBundles } from './synthesised.ts'

const program = join(import.meta.dirname, 'own-app.ts')
const guide = join(import.meta.dirname, '../../docs/own-app.md')
const folder = mkdtempSync(join(tmpdir(), 'sealform-own-app-'))
const workingFolder = process.cwd()
afterAll(() => {
  process.chdir(workingFolder)
  vi.unstubAllEnvs()
  vi.doUnmock('../../tools/bundle/bundle.ts')
  rmSync(folder, { recursive: true, force: true })
})

describe('an app with Sealform as a construct', () => {
  test('has the same code in the guide and in this test', () => {
    const [, written = ''] = /```ts\n(.*?)```/s.exec(readFileSync(guide, 'utf8')) ?? []
    const asHere = written.replaceAll("'./sealform/", "'../../").replace("new URL('./sealform'", "new URL('../..'")
    expect(readFileSync(program, 'utf8')).toBe(asHere)
  })

  test('creates the stage’s stacks, and a stack of its own that is notified of every submitted form', async () => {
    const output = join(folder, 'cdk.out')
    vi.stubEnv('CDK_OUTDIR', output)
    process.chdir(folder)
    vi.doMock('../../tools/bundle/bundle.ts', () => ({ bundleHandlers: () => emptyBundles('build') }))
    await import('./own-app.ts')
    const templates = readdirSync(output).filter((file) => file.endsWith('.template.json'))
    expect(templates).toContain('Desk.template.json')
    expect(templates.filter((file) => file.startsWith('Sealform')).length).toBeGreaterThan(10)
    const desk = readFileSync(join(output, 'Desk.template.json'), 'utf8')
    expect(desk).toMatch(/"detail-type":\s*\[\s*"form-submitted"/)
    expect(desk).toMatch(/"EventBusName":\s*\{\s*"Fn::(ImportValue|GetStackOutput)"/)
  }, 240_000)
})
