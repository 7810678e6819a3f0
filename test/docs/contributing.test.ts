/** The files for contributors: CONTRIBUTING.md, the repository's forms, and the workflow that runs the tests. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

/** Throws for invalid YAML, and for any warning of the parser. */
const readYaml = (path: string): unknown => {
  const document = parseDocument(read(path), { strict: true, uniqueKeys: true })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`)
  return document.toJS()
}

test('CONTRIBUTING.md has at most 65 lines and links to each guide', () => {
  const page = read('CONTRIBUTING.md')
  expect(page.split('\n').length).toBeLessThanOrEqual(65)
  const walks = globSync('docs/contributing/*.md', { cwd: root }).map((path) => path.replaceAll('\\', '/'))
  expect(walks.length).toBeGreaterThanOrEqual(4)
  expect(walks.filter((walk) => !page.includes(`(${walk})`))).toEqual([])
})

test('.editorconfig and biome.json define the same format', () => {
  const Biome = z.object({
    formatter: z.object({ indentStyle: z.string(), indentWidth: z.number(), lineWidth: z.number() }),
  })
  const { formatter } = Biome.parse(JSON.parse(read('biome.json')))
  const [, everywhere = ''] = /^\[\*\]\n((?:.+\n)+)/m.exec(read('.editorconfig')) ?? []
  const settings = Object.fromEntries(
    everywhere
      .trim()
      .split('\n')
      .map((line) => line.split(' = ')),
  )
  expect(settings).toMatchObject({
    indent_style: formatter.indentStyle,
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth),
    end_of_line: 'lf',
  })
})

describe('the issue forms', () => {
  /** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
  const label = z.object({ label: z.string().check(z.minLength(1)) })
  const validations = z.optional(z.strictObject({ required: z.boolean() }))
  const field = { id: z.string().check(z.regex(/^[\w-]+$/)), validations }
  const Form = z.strictObject({
    name: z.string().check(z.minLength(3)),
    description: z.string().check(z.minLength(3)),
    labels: z.array(z.string()),
    body: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) }),
          z.strictObject({ type: z.literal('input'), attributes: label, ...field }),
          z.strictObject({ type: z.literal('textarea'), attributes: label, ...field }),
          z.strictObject({
            type: z.literal('dropdown'),
            attributes: z.extend(label, { options: z.array(z.string()).check(z.minLength(2)) }),
            ...field,
          }),
        ]),
      )
      .check(z.minLength(1)),
  })
  const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }).filter((path) => !path.endsWith('config.yml'))

  test.each(forms)('include %s, which has GitHub’s format and a unique id for each field', (path) => {
    const { body } = Form.parse(readYaml(path))
    const ids = body.flatMap((each) => ('id' in each ? each.id : []))
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).toEqual([...new Set(ids)])
  })

  test('do not allow a blank issue, and refer to SECURITY.md for vulnerabilities', () => {
    expect(forms.length).toBeGreaterThan(1)
    expect(readYaml('.github/ISSUE_TEMPLATE/config.yml')).toEqual({ blank_issues_enabled: false })
    expect(read('.github/ISSUE_TEMPLATE/bug.yml')).toContain('SECURITY.md')
  })
})

describe('the CI workflow', () => {
  const Workflow = z.object({
    on: z.record(z.string(), z.unknown()),
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(
      z.string(),
      z.object({
        'runs-on': z.string(),
        'timeout-minutes': z.number(),
        permissions: z.optional(z.never()),
        steps: z.array(
          z.object({
            uses: z.optional(z.string()),
            run: z.optional(z.string()),
            with: z.optional(z.record(z.string(), z.unknown())),
          }),
        ),
      }),
    ),
  })
  const path = '.github/workflows/ci.yml'
  const workflow = Workflow.parse(readYaml(path))
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('runs .ci/run for each change and every night, on Ubuntu and the Node version in .nvmrc', () => {
    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request', 'schedule'])
    expect(jobs.map((job) => job['runs-on'])).toEqual([expect.stringMatching(/^ubuntu-/)])
    expect(steps.flatMap(({ run }) => run ?? []).slice(-2)).toEqual(['.ci/run', 'npm run test:nightly'])
    expect(steps.some((step) => step.with?.['node-version-file'] === '.nvmrc')).toBe(true)
    expect(read('.nvmrc').trim()).toBe('24')
  })

  test('has a longer time limit than all steps of .ci/run together', () => {
    const minutes = [...read('.ci/run').matchAll(/^minutes=(\d+) step/gm)].map(([, limit]) => Number(limit))
    expect(minutes).toHaveLength(3)
    const [job] = jobs
    expect(job?.['timeout-minutes']).toBeGreaterThan(minutes.reduce((sum, limit) => sum + limit))
  })

  test('has read-only permissions, and stores no credentials', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkout?.with?.['persist-credentials']).toBe(false)
  })

  test('pins each action by commit hash, with its version as a comment', () => {
    const uses = read(path).match(/uses: .*/g) ?? []
    expect(uses).toHaveLength(steps.filter((step) => step.uses !== undefined).length)
    expect(uses.length).toBeGreaterThan(0)
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
})
