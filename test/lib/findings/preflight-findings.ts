import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { Preflight } from 'cdk-preflight'
import * as z from 'zod/mini'
import { appOf, type StageName } from '../synthesised.ts'
import { type Finding, shortConstructPath } from './finding.ts'

/** Exists only when a plugin has a finding. */
const Report = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(
        z.object({
          ruleName: z.string(),
          description: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
})

/** Findings of cdk-preflight for a synthesised stage, after `change`. */
export function preflightFindings(stage: StageName, change: (app: App) => void = () => {}): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-preflight-'))
  try {
    const app = appOf(stage, folder)
    change(app)
    Preflight.apply(app)
    let failure: unknown
    try {
      app.synth()
    } catch (error) {
      failure = error
    }
    const { pluginReports } = Report.parse(JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')))
    const violations = pluginReports.filter(({ pluginName }) => pluginName === 'cdk-preflight').flatMap(violationsOf)
    // It fails for its findings, or for another reason.
    if (failure !== undefined && violations.length === 0) throw failure
    return violations.map(({ rule, path, description }) => ({
      stage,
      rule,
      on: shortConstructPath(path),
      description,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const violationsOf = ({ violations }: z.infer<typeof Report>['pluginReports'][number]) =>
  violations.flatMap(({ ruleName, description, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, path: constructPath, description })),
  )
