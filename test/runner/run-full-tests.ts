/**
 * The tests that need more than Node. Installs and starts their dependencies on loopback, runs them, stops everything.
 * Lists what is unavailable and the tests that need it; in CI (`CI=true`) that is a failure.
 */
import { deployedTests, runDeployed } from '../emulated-aws/run-deployed.ts'
import { serviceVariables, startServices } from '../full/services.ts'
import { exitOnSignals } from './commands.ts'
import { hasBrowser } from './has-browser.ts'
import { killLeftoverProcesses, newRunMark } from './leftover-processes.ts'
import { printSkipped, printSummary } from './summary.ts'
import { mentions, needsBrowser, needsServices, type SkippedFile, skipReason, testFiles } from './test-files.ts'
import { addCounts, noCounts, runVitest } from './vitest-run.ts'

/** Returns the exit code: 0 if everything passed. */
export const runFullTests = async (): Promise<0 | 1> => {
  exitOnSignals()
  const files = testFiles().filter(needsServices)
  const mark = newRunMark()
  const services = await startServices()

  const browserIsMissing = files.some(needsBrowser) && !(await hasBrowser())
  const missing = (file: string) => [
    ...serviceVariables.filter((variable) => !(variable in services.env) && mentions(file, variable)),
    ...(browserIsMissing && needsBrowser(file) ? ['Chromium'] : []),
  ]
  const skippedFiles: SkippedFile[] = files
    .filter((file) => missing(file).length > 0)
    .map((file) => ({ file, why: `${skipReason(file)} (without ${missing(file).join(', ')})` }))
  const toRun = files.filter((file) => missing(file).length === 0)

  const env = { ...services.env, ...mark.env }
  const sharedRunCounts = await runVitest(
    toRun.filter((file) => file !== deployedTests),
    env,
  )
  // Deploys into an account of its own and uses the whole machine for minutes, so it runs alone.
  const deployedRunCounts = toRun.includes(deployedTests) ? await runDeployed(env) : noCounts
  const counts = addCounts(sharedRunCounts, deployedRunCounts)
  const leftoverProcesses = await killLeftoverProcesses(mark)
  for (const command of leftoverProcesses) console.error(`a test left a process behind: ${command}`)
  await services.stop()

  for (const { name, why } of services.unavailable) console.log(`\n${name} could not be had: ${why}`)
  printSkipped('Skipped:', skippedFiles)
  const ciFailures = process.env.CI === 'true' ? services.unavailable.length + skippedFiles.length : 0
  const noTestsFailure = files.length === 0 ? 1 : 0
  return printSummary({ ...counts, failed: counts.failed + leftoverProcesses.length + ciFailures + noTestsFailure })
}
