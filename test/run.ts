/**
 * `npm test`: everything that a machine with nothing but Node can check. Says by name what it left out and why, and ends
 * with one line of numbers, in which a failed type check, lint or left-behind process counts as one failure.
 */

import { exitOnSignals, runNode } from './runner/commands.ts'
import { hasBrowser } from './runner/has-browser.ts'
import { endLeftBehind, newMark } from './runner/leftover-processes.ts'
import { close, sayLeftOut } from './runner/summary.ts'
import { type LeftOut, needsBrowser, needsServices, reasonOf, testFiles } from './runner/test-files.ts'
import { runVitest } from './runner/vitest-run.ts'

const compiler = ['node_modules/ts7/bin/tsc', '--noEmit', '-p']
const checks = [
  { name: 'type check', args: [...compiler, 'tsconfig.json'] },
  { name: 'type check of the pages', args: [...compiler, 'widgets/tsconfig.json'] },
  { name: 'format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
]

exitOnSignals()
let failedChecks = 0
for (const { name, args } of checks) {
  const passed = (await runNode(args)) === 0
  console.log(`${name}: ${passed ? 'ok' : 'FAILED'}`)
  if (!passed) failedChecks++
}

const toServices: LeftOut[] = testFiles()
  .filter(needsServices)
  .map((file) => ({ file, why: reasonOf(file) }))
const inBrowser = testFiles().filter((file) => !needsServices(file) && needsBrowser(file))
const toBrowser: LeftOut[] =
  inBrowser.length === 0 || (await hasBrowser())
    ? []
    : inBrowser.map((file) => ({ file, why: 'needs a Chromium that can be started' }))
const leftOut = new Set([...toServices, ...toBrowser].map(({ file }) => file))

const mark = newMark()
const toRun = testFiles().filter((file) => !leftOut.has(file))
const counts = await runVitest(toRun, mark.env)
const leftBehind = await endLeftBehind(mark)
for (const command of leftBehind) console.error(`a test left a process behind: ${command}`)

sayLeftOut('Left out here and run by npm run test:full:', toServices)
sayLeftOut('Left out because no Chromium was found:', toBrowser)
close({ ...counts, failed: counts.failed + failedChecks + leftBehind.length + (toRun.length === 0 ? 1 : 0) })
