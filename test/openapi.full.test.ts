// full: needs schemathesis, and takes minutes
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { protocol } from '../contracts/protocol.ts'
import { runSchemathesis, type SchemathesisResult } from './full/schemathesis.ts'
import { type Service, startMemoryService } from './kit/service.ts'

const minutes = 60_000

/**
 * Accepted findings, with the reason. In each, a request that is valid by the document is refused by a rule that JSON Schema
 * or OpenAPI cannot express.
 */
const explained: readonly {
  readonly because: string
  readonly findings: readonly RegExp[]
  /** Findings that depend on the values that Schemathesis happens to generate. */
  readonly sometimes?: readonly RegExp[]
}[] = [
  {
    because:
      'an If-Match that Schemathesis generates never names the current state, whether it is an entity tag or not',
    findings: [/: 412 changed-meanwhile$/],
    sometimes: [/^negative_data_rejection: .*: 412 changed-meanwhile$/],
  },
  {
    because: 'only the service knows the cursors that it issued and the profiles of the site',
    findings: [/ GET .*: 422 cursor bad-format$/, / PUT \/v1\/people\/{subject}: 422 profile unknown$/],
  },
  {
    because:
      'list-audit takes a conversation or a period of at most 31 days, and OpenAPI has no rules between parameters',
    findings: [
      / GET \/v1\/audit: 422 (conversationId|from|to|event|subject) (required|unknown|bad-format|too-short|too-long)$/,
    ],
  },
  {
    because:
      'other fields decide whether ids are unique, which languages and options a template has, and how many decimal places an amount has',
    findings: [
      / PUT \/v1\/templates\/{templateId}: 422 (title|intro|submitLabel|questions)\./,
      / POST \/v1\/conversations\/{conversationId}\/forms: 422 context\.amount\.value bad-format$/,
    ],
    // The id in the body has to be that in the path.
    sometimes: [/ PUT \/v1\/templates\/{templateId}: 422 templateId bad-format$/],
  },
  {
    because:
      'no pattern describes a point on a curve, a ciphertext of whole blocks, or a URL in its canonical spelling',
    findings: [
      / POST .*: 422 sealingKey bad-format$/,
      / POST \/v1\/visitor\/submit: 422 sealedAnswers\..*\.ciphertext bad-format$/,
      / (PUT|PATCH) \/v1\/site: 422 embeddingOrigins\.\* bad-format$/,
    ],
    sometimes: [
      / (PUT|PATCH) \/v1\/site: 422 branding\.logo bad-format$/,
      / PUT \/v1\/templates\/{templateId}: 422 theme\.logo bad-format$/,
    ],
  },
  {
    because: 'delete-template switches a template off, and its versions stay readable',
    findings: [],
    sometimes: [/^use_after_free: DELETE \/v1\/templates\/{templateId}: 200$/],
  },
]
const isExplained = (finding: string): boolean =>
  explained.some(
    ({ findings, sometimes = [] }) =>
      sometimes.some((each) => each.test(finding)) ||
      (finding.startsWith('positive_data_acceptance: ') && findings.some((each) => each.test(finding))),
  )

/** sign-out has a separate run, because it ends the sign-in of all later requests. */
const runs = [
  { profile: 'agent', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'administrator', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'chat-backend', only: ['--exclude-operation-id', 'sign-out'] },
  { profile: 'agent', only: ['--include-operation-id', 'sign-out'] },
]

describe('Schemathesis, signed in as agent, administrator and chat backend,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-schemathesis-'))
  let target: Service
  const results: SchemathesisResult[] = []

  beforeAll(async () => {
    target = await startMemoryService()
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

  test('tests every operation in the OpenAPI document', () => {
    // Every step and the events, without sign-out and without get-openapi: schemathesis reads the document there.
    const most = Object.keys(protocol).length + 1 - 2
    expect(results.map((result) => result.operations)).toEqual([most, most, most, 1])
  })

  test('reports no finding without an explanation', () => {
    const findings = results.flatMap((result) => result.findings)
    expect(findings.filter((finding) => !isExplained(finding))).toEqual([])
  })

  test.each(explained.filter(({ findings }) => findings.length > 0))(
    'still reports each explained finding: $because',
    ({ findings }) => {
      const found = results.flatMap((result) => result.findings)
      expect(findings.filter((each) => !found.some((finding) => each.test(finding)))).toEqual([])
    },
  )
})
