/**
 * Runs the tests of the steps once without a mutant, and once for each place in the contracts' lists of refusals.
 *
 * Why not Stryker: it replaces a string of the source by an empty one. With an empty code the handler throws, which every test
 * notices, so it would not show that a test distinguishes one code from another.
 */
import { join, relative } from 'node:path'
import { startVitest, type TestModule } from 'vitest/node'
import { placeVariable, type RefusalMutant, refusalMutants, steps, stepTestFile } from './mutants.ts'

const folder = join(import.meta.dirname, '..')

export interface MutantResult extends RefusalMutant {
  /** The tests of the step that fail. Without one, the mutant survives. */
  readonly failedTests: readonly string[]
}

export interface MutationRun {
  readonly mutants: readonly MutantResult[]
  /** What makes the result worthless: test files that did not run, or that fail without a mutant. */
  readonly problems: readonly string[]
}

const withoutMutant = 'without a mutant'
const places = [...new Set(refusalMutants.map(({ place }) => place))]
const projectOf = (place: number) => `place ${place}`

const project = (name: string, testFiles: readonly string[], env: Record<string, string> = {}) => ({
  test: {
    name,
    root: folder,
    include: [...testFiles],
    env,
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    setupFiles: [join(import.meta.dirname, 'mutate-responses.ts')],
  },
})

export async function runMutants(): Promise<MutationRun> {
  const projects = [
    project(withoutMutant, steps.map(stepTestFile)),
    ...places.map((place) => {
      const files = refusalMutants.filter((mutant) => mutant.place === place).map(({ testFile }) => testFile)
      return project(projectOf(place), files, { [placeVariable]: `${place}` })
    }),
  ]
  const vitest = await startVitest('test', [], {
    config: false,
    root: folder,
    watch: false,
    reporters: [{}],
    pool: 'forks',
    maxWorkers: 2,
    projects,
  })
  try {
    return judge(vitest.state.getTestModules())
  } finally {
    await vitest.close()
  }
}

function judge(modules: readonly TestModule[]): MutationRun {
  const find = (name: string, testFile: string) =>
    modules.find(
      ({ project, moduleId }) => project.name === name && relative(folder, moduleId).replaceAll('\\', '/') === testFile,
    )
  const failing = steps
    .map(stepTestFile)
    .filter((testFile) => find(withoutMutant, testFile)?.state() !== 'passed')
    .map((testFile) => `${testFile} does not pass ${withoutMutant}`)
  const notRun = refusalMutants
    .filter(({ testFile, place }) => find(projectOf(place), testFile)?.children.allTests().next().done ?? true)
    .map(({ testFile, code }) => `${testFile} did not run with the mutant of ${code}`)
  const mutants = refusalMutants.map((mutant) => ({
    ...mutant,
    failedTests: [...(find(projectOf(mutant.place), mutant.testFile)?.children.allTests('failed') ?? [])].map(
      ({ fullName }) => fullName,
    ),
  }))
  return { mutants, problems: [...failing, ...notRun] }
}
