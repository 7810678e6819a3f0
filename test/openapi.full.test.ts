// full: needs schemathesis, and takes minutes
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from '../contracts/openapi.ts'
import { startLocalTarget, type Target } from './e2e/target.ts'
import { runSchemathesis, type SchemathesisResult } from './full/schemathesis.ts'

const minutes = 60_000

/** Findings that stay, and why. All are requests that fit the document and are refused all the same. */
const explained: readonly { readonly because: string; readonly findings: RegExp }[] = []

/** sign-out has a run of its own, because it ends the sign-in of all requests that follow. */
const runs = [
  { profile: 'agent', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'administrator', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'chat-backend', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'agent', only: ['--include-operation-id', 'sign-out'] },
]

describe('schemathesis over the OpenAPI document, as agent, administrator and chat backend', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-schemathesis-'))
  let target: Target
  const results: SchemathesisResult[] = []

  beforeAll(async () => {
    target = await startLocalTarget()
    for (const { profile, only } of runs) {
      const accessToken = await target.token({ siteId: await target.newSiteId(), subject: `${profile}-1`, profile })
      const python = process.env.SCHEMATHESIS_PYTHON ?? ''
      const run = { python, folder: mkdtempSync(join(folder, 'run-')), origin: target.origin, accessToken, only }
      const result = await runSchemathesis(run)
      console.log(`${profile} ${only.join(' ')}: ${result.operations} operations, ${result.requests} requests`)
      console.log(result.findings.join('\n'))
      results.push(result)
    }
  }, 20 * minutes)
  afterAll(async () => {
    await target.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('looks at every operation', () => {
    const operations = Object.values(openApiDocument().paths).flatMap((path) => Object.keys(path)).length
    expect(results.map((result) => result.operations)).toEqual([operations - 1, operations - 1, operations - 1, 1])
  })

  test('finds nothing that is not explained', () => {
    const findings = results.flatMap((result) => result.findings)
    expect(findings.filter((finding) => !explained.some((each) => each.findings.test(finding)))).toEqual([])
  })

  test.each(explained)('still finds what is explained: $because', ({ findings }) => {
    expect(results.some((result) => result.findings.some((finding) => findings.test(finding)))).toBe(true)
  })
})
