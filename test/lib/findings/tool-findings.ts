/** Findings of the tools that read templates, each run once over the templates of all stages. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { type StageName, type Synthesised, stages } from '../synthesised.ts'
import { constructPathsIn, type Finding } from './finding.ts'

export type SynthesisedStages = Readonly<Record<StageName, Synthesised>>

const templateSuffix = '.template.json'

/** Writes the templates of each stage into a folder of its own below the given one. */
export function writeTemplates(made: SynthesisedStages, folder: string): void {
  for (const stage of stages) {
    mkdirSync(join(folder, stage), { recursive: true })
    for (const [stackName, template] of made[stage].templates) {
      writeFileSync(join(folder, stage, `${stackName}${templateSuffix}`), JSON.stringify(template, null, 1))
    }
  }
}

/** Returns the stage and the construct of a resource in a written template. */
function constructFinder(made: SynthesisedStages): (file: string, logicalId: string) => Pick<Finding, 'stage' | 'on'> {
  const places = { demo: constructPathsIn(made.demo), production: constructPathsIn(made.production) }
  return (file, logicalId) => {
    const stage = stages.find((each) => each === basename(dirname(file)))
    if (stage === undefined) throw new Error(`${file} is a template of no stage`)
    return { stage, on: places[stage](basename(file, templateSuffix), logicalId) }
  }
}

/** Tools exit with their own code when they have findings, so only the output counts. */
function runJsonTool(command: string, args: readonly string[], cwd: string): unknown {
  const { error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (error !== undefined) throw error
  try {
    return JSON.parse(stdout)
  } catch {
    throw new Error(`${command} printed no JSON: ${stderr.slice(-500)}`)
  }
}

const LintMatches = z.array(
  z.object({
    Filename: z.string(),
    Message: z.string(),
    Rule: z.object({ Id: z.string() }),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])) }),
  }),
)

export function lintFindings(made: SynthesisedStages, folder: string, python: string): readonly Finding[] {
  const find = constructFinder(made)
  const regions = new Set(stages.flatMap((stage) => [...made[stage].stacks.values()].map(({ region }) => region)))
  const files = stages.flatMap((stage) =>
    [...made[stage].templates.keys()].map((name) => join(stage, name + templateSuffix)),
  )
  // Its folder was renamed after installation, which breaks its launcher; Python starts the module instead.
  const program = 'import sys; from cfnlint.runner import main; sys.exit(main())'
  const args = ['-c', program, '--format', 'json', '--regions', ...regions, '--template', ...files]
  return LintMatches.parse(runJsonTool(python, args, folder)).map(({ Filename, Message, Rule, Location }) => ({
    ...find(Filename, String(Location.Path[1])),
    rule: Rule.Id,
    description: Message,
  }))
}

const CheckovReport = z.object({
  summary: z.object({ passed: z.number().check(z.positive()), parsing_errors: z.literal(0) }),
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), file_path: z.string(), resource: z.string() }),
    ),
  }),
})

export function checkovFindings(made: SynthesisedStages, folder: string, python: string): readonly Finding[] {
  const find = constructFinder(made)
  const quietly = ['--framework', 'cloudformation', '--quiet', '--compact', '--output', 'json', '--soft-fail']
  // Its list of guidelines is on the vendor's server, and the tests make no network calls.
  const report = runJsonTool(python, ['-m', 'checkov.main', '-d', '.', ...quietly, '--skip-download'], folder)
  return CheckovReport.parse(report).results.failed_checks.map(({ check_id, check_name, file_path, resource }) => ({
    ...find(file_path, resource.replace(/^.*\./, '')),
    rule: check_id,
    description: check_name,
  }))
}

const GuardReports = z.array(
  z.object({
    name: z.string(),
    not_compliant: z.array(z.object({ Rule: z.looseObject({ name: z.string() }) })),
    compliant: z.array(z.string()),
  }),
)

export interface GuardOptions {
  readonly program: string
  /** A folder of rules. */
  readonly rules: string
}

/** The output nests as deep as the rule: the id is in the message, the resource in each path. */
export function guardFindings(
  made: SynthesisedStages,
  folder: string,
  { program, rules }: GuardOptions,
): readonly Finding[] {
  const find = constructFinder(made)
  const data = stages.flatMap((stage) => ['--data', join(folder, stage)])
  const args = [
    'validate',
    '--rules',
    rules,
    ...data,
    '--structured',
    '--output-format',
    'json',
    '--show-summary',
    'none',
  ]
  const reports = GuardReports.parse(runJsonTool(program, args, folder))
  if (reports.every(({ compliant }) => compliant.length === 0)) throw new Error('cfn-guard found no rule that passes')
  return reports.flatMap(({ name, not_compliant }) =>
    not_compliant.flatMap(({ Rule }) => {
      const words = JSON.stringify(Rule)
      const [, rule = Rule.name, description = Rule.name] = /\[(CT\.[A-Z0-9.]+)\]: ([^\\"]*)/.exec(words) ?? []
      const ids = new Set([...words.matchAll(/\/Resources\/(\w+)/g)].map(([, id = '']) => id))
      return [...ids].map((id) => ({ ...find(name, id), rule, description }))
    }),
  )
}
