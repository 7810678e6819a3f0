/** Lists what a run left out, with the reason, and ends it with one line of counts. */
import { globSync } from 'node:fs'
import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { reasonForFull } from './missing-dependencies.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** A file that failed to load or did not run, and an error outside a test, count as one failure each. */
export function countResults(modules: readonly TestModule[], fileCount: number, errorCount: number): Counts {
  const count = (state: 'passed' | 'failed' | 'skipped') =>
    modules.reduce((sum, { children }) => sum + [...children.allTests(state)].length, 0)
  const withoutResult = modules.filter(
    (module) => !['passed', 'skipped'].includes(module.state()) && [...module.children.allTests('failed')].length === 0,
  )
  const failed = count('failed') + withoutResult.length + (fileCount - modules.length) + errorCount
  return { passed: count('passed'), failed, skipped: count('skipped') }
}

export function summaryReporter(): Reporter {
  let vitest: Vitest
  let fileCount = 0
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 }

  /** After everything, so that a failure of the global set-up counts too. So does a run without a test. */
  const printCounts = () => {
    const { passed, skipped } = counts
    const otherFailure = passed === 0 || (process.exitCode ?? 0) !== 0
    const failed = counts.failed === 0 && otherFailure ? 1 : counts.failed
    if (failed > 0) process.exitCode = 1
    console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  }

  return {
    onInit(started) {
      vitest = started
      process.once('exit', printCounts)
    },
    onTestRunStart(specifications) {
      fileCount = specifications.length
    },
    onTestRunEnd(modules, errors) {
      counts = countResults(modules, fileCount, errors.length)
      // With --testNamePattern all other tests are skipped too.
      if (vitest.config.testNamePattern === undefined) printSkipped(modules)
      const projects = vitest.projects.map(({ name }) => name)
      if (projects.includes('e2e') && !projects.includes('full')) printFullTests()
    },
  }
}

function printSkipped(modules: readonly TestModule[]) {
  for (const { relativeModuleId, children } of modules) {
    for (const test of children.allTests('skipped')) {
      const result = test.result()
      const note = result.state === 'skipped' ? result.note : undefined
      console.log(`Skipped: ${relativeModuleId} > ${test.fullName}: ${note ?? 'no reason given'}`)
    }
  }
}

function printFullTests() {
  console.log('\nLeft to npm run test:full:')
  for (const file of globSync('test/**/*.full.test.ts').sort()) console.log(`  ${file}: ${reasonForFull(file)}`)
}
