/** Runs schemathesis (https://schemathesis.readthedocs.io) against a service and reads its reports. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { Problem } from '../../contracts/problem.ts'

export interface SchemathesisRun {
  readonly python: string
  /** An empty folder. The reports and the data of schemathesis stay in it. */
  readonly folder: string
  readonly origin: string
  readonly accessToken: string
  /** The operations to test, as command line options. */
  readonly only: readonly string[]
}

export interface SchemathesisResult {
  readonly operations: number
  readonly requests: number
  /** One line for each check, operation, status, code and field, sorted. */
  readonly findings: readonly string[]
}

const Output = z.object({ stdout: z.string() })

const Summary = z.object({
  complete: z.boolean(),
  errors: z.array(z.object({ title: z.string() })),
  operations: z.object({ tested: z.number() }),
  test_cases: z.object({ generated: z.number() }),
})

const Check = z.object({
  name: z.string(),
  failure_info: z.optional(z.object({ failure: z.object({ operation: z.string() }) })),
})
const Interaction = z.object({
  response: z.nullable(z.object({ status_code: z.number(), content: z.nullish(z.object({ $base64: z.string() })) })),
})
const Scenario = z.object({
  ScenarioFinished: z.object({
    recorder: z.object({
      checks: z._default(z.record(z.string(), z.array(Check)), {}),
      interactions: z._default(z.record(z.string(), Interaction), {}),
    }),
  }),
})

/** Throws if the run did not complete. The seed is fixed, and earlier runs have no influence. */
export async function runSchemathesis(run: SchemathesisRun): Promise<SchemathesisResult> {
  const { python, folder, origin, accessToken, only } = run
  const summaryFile = join(folder, 'summary.json')
  const eventsFile = join(folder, 'events.ndjson')
  const options = [
    ...['--header', `Authorization: Bearer ${accessToken}`, '--checks', 'all', '--seed', '1', '--max-examples', '10'],
    ...['--no-shrink', '--continue-on-failure', '--generation-database', 'none', '--warnings', 'off', '--no-color'],
    ...['--report', 'json,ndjson', '--report-json-path', summaryFile, '--report-ndjson-path', eventsFile],
  ]
  const args = ['-m', 'schemathesis.cli', 'run', `${origin}/v1/openapi.json`, ...options, ...only]
  // It exits with 1 if it has findings; the summary says whether it completed.
  const { stdout } = await promisify(execFile)(python, args, { cwd: folder, maxBuffer: 2 ** 26 }).catch(Output.parse)
  const summary = Summary.parse(JSON.parse(readFileSync(summaryFile, 'utf8')))
  if (!summary.complete || summary.errors.length > 0) throw new Error(`schemathesis failed: ${stdout}`)
  return {
    operations: summary.operations.tested,
    requests: summary.test_cases.generated,
    findings: findingsIn(readFileSync(eventsFile, 'utf8')),
  }
}

function findingsIn(events: string): readonly string[] {
  const findings = new Set<string>()
  for (const line of events.trim().split('\n')) {
    const scenario = Scenario.safeParse(JSON.parse(line))
    if (!scenario.success) continue
    const { checks, interactions } = scenario.data.ScenarioFinished.recorder
    for (const [id, ofRequest] of Object.entries(checks)) {
      for (const { name, failure_info } of ofRequest) {
        if (failure_info === undefined) continue
        for (const refusal of describe(interactions[id])) {
          findings.add(`${name}: ${failure_info.failure.operation}: ${refusal}`)
        }
      }
    }
  }
  return [...findings].sort()
}

/** The status and code, once for each field in the response. Array indices become `*`. */
function describe(interaction: z.infer<typeof Interaction> | undefined): readonly string[] {
  const response = interaction?.response
  if (!response) return ['no response']
  const body = Buffer.from(response.content?.$base64 ?? '', 'base64').toString('utf8')
  const problem = body.startsWith('{') ? Problem.safeParse(JSON.parse(body)) : undefined
  if (!problem?.success) return [`${response.status_code}`]
  const { status, code, errors = [] } = problem.data
  return errors.length === 0
    ? [`${status} ${code}`]
    : errors.map(({ field, code }) => `${status} ${field.replaceAll(/\.\d+/g, '.*')} ${code}`)
}
