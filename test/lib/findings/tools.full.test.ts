// full: needs cfn-lint, cfn-guard and checkov
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stages, synthesise } from '../synthesised.ts'
import { acknowledged } from './acknowledged.ts'
import type { Finding } from './finding.ts'
import { type Review, review, type Tool } from './review.ts'
import {
  checkovFindings,
  guardFindings,
  lintFindings,
  type SynthesisedStages,
  writeTemplates,
} from './tool-findings.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-templates-'))
const minutes = 60_000
/** Each tool takes a minute on an idle machine, and several on a busy one. */
const toolsMayTake = 10 * minutes
let made: SynthesisedStages

const findingsOf: Readonly<Record<Exclude<Tool, 'cdk-nag' | 'cdk-preflight'>, () => readonly Finding[]>> = {
  'cfn-lint': () => lintFindings(made, folder, process.env.CFN_LINT_PYTHON ?? ''),
  'cfn-guard': () =>
    guardFindings(made, folder, { program: process.env.CFN_GUARD ?? '', rules: process.env.CFN_GUARD_RULES ?? '' }),
  checkov: () => checkovFindings(made, folder, process.env.CHECKOV_PYTHON ?? ''),
}

beforeAll(() => {
  made = { demo: synthesise('demo'), production: synthesise('production') }
  writeTemplates(made, folder)
}, toolsMayTake)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(['cfn-lint', 'cfn-guard', 'checkov'] as const)('%s', (tool) => {
  let findings: readonly Finding[]
  let reviewed: Review
  beforeAll(() => {
    findings = findingsOf[tool]()
    reviewed = review(findings, acknowledged, [tool])
  }, toolsMayTake)

  test('checks both stages', () => {
    expect(new Set(findings.map(({ stage }) => stage))).toEqual(new Set(stages))
  })

  test('reports no finding that is missing from the reviewed list', () => {
    expect(reviewed.unacknowledged).toEqual([])
  })

  test('still reports every finding in the reviewed list', () => {
    expect(reviewed.stale).toEqual([])
  })
})
