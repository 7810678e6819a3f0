/**
 * `npm run test:full`: the tests that need more than Node. Gets and starts what they need on loopback, runs them, stops all of
 * it. What cannot be had is left out by name together with the tests that need it; in CI (`CI=true`) that is a failure.
 */
import { deployedTests, runDeployed } from './emulated-aws/run-deployed.ts'
import { startServices, variables } from './full/services.ts'
import { exitOnSignals } from './runner/commands.ts'
import { hasBrowser } from './runner/has-browser.ts'
import { endLeftBehind, newMark } from './runner/leftover-processes.ts'
import { close, sayLeftOut } from './runner/summary.ts'
import { type LeftOut, leansOn, needsBrowser, needsServices, reasonOf, testFiles } from './runner/test-files.ts'
import { nothing, runVitest, together } from './runner/vitest-run.ts'

exitOnSignals()
const files = testFiles().filter(needsServices)
const mark = newMark()
const services = await startServices()

const browserIsMissing = files.some(needsBrowser) && !(await hasBrowser())
const missing = (file: string) => [
  ...variables.filter((variable) => !(variable in services.env) && leansOn(file, variable)),
  ...(browserIsMissing && needsBrowser(file) ? ['Chromium'] : []),
]
const leftOut: LeftOut[] = files
  .filter((file) => missing(file).length > 0)
  .map((file) => ({ file, why: `${reasonOf(file)} (without ${missing(file).join(', ')})` }))
const toRun = files.filter((file) => missing(file).length === 0)

const env = { ...services.env, ...mark.env }
const beside = await runVitest(
  toRun.filter((file) => file !== deployedTests),
  env,
)
// Starts an account of its own, deploys into it and takes the whole machine for minutes: nothing runs beside it.
const alone = toRun.includes(deployedTests) ? await runDeployed(env) : nothing
const counts = together(beside, alone)
const leftBehind = await endLeftBehind(mark)
for (const command of leftBehind) console.error(`a test left a process behind: ${command}`)
await services.stop()

for (const { name, why } of services.notHad) console.log(`\n${name} could not be had: ${why}`)
sayLeftOut('Left out:', leftOut)
const notAllowedInCi = process.env.CI === 'true' ? services.notHad.length + leftOut.length : 0
const noTestAtAll = files.length === 0 ? 1 : 0
close({ ...counts, failed: counts.failed + leftBehind.length + notAllowedInCi + noTestAtAll })
