/**
 * The example app of docs/deploy.md with Sealform as one of its constructs: the guide shows the compiled code, and it
 * synthesises.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'

const program = join(import.meta.dirname, 'own-app.ts')
const guide = join(import.meta.dirname, '../../docs/deploy.md')
const folder = mkdtempSync(join(tmpdir(), 'sealform-own-app-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('an app with Sealform as a construct', () => {
  test('is identical in the guide and in this test', () => {
    const [, written = ''] = /```ts\n(.*?)```/s.exec(readFileSync(guide, 'utf8')) ?? []
    const asHere = written.replaceAll("'./sealform/", "'../../").replace("new URL('./sealform'", "new URL('../..'")
    expect(readFileSync(program, 'utf8')).toBe(asHere)
  })

  test('creates the stacks of the stage and its own, which is notified of every submitted form', async () => {
    const env = { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') }
    await promisify(execFile)(process.execPath, [program], { cwd: folder, env })
    const templates = readdirSync(env.CDK_OUTDIR).filter((file) => file.endsWith('.template.json'))
    expect(templates).toContain('Desk.template.json')
    expect(templates.filter((file) => file.startsWith('Sealform')).length).toBeGreaterThan(10)
    const desk = readFileSync(join(env.CDK_OUTDIR, 'Desk.template.json'), 'utf8')
    expect(desk).toMatch(/"detail-type":\s*\[\s*"form-submitted"/)
    expect(desk).toMatch(/"EventBusName":\s*\{\s*"Fn::(ImportValue|GetStackOutput)"/)
  }, 240_000)
})
