/** Finds the programs for the deployed stage, and lists afterwards which results are inconclusive there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisProgram } from '../full/redis-program.ts'
import { emulatorPython } from './aws-emulators.ts'
import { emulatorGaps } from './emulator-gaps.ts'
import { differentInAws, inconclusiveTests } from './inconclusive-tests.ts'

export function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-deployed-run-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  try {
    process.env.HOLDING_SERVER ??= redisProgram(folder)
    process.env.EMULATOR_PYTHON ??= emulatorPython()
  } catch (error) {
    // The test is skipped, or fails in CI.
    console.error(error instanceof Error ? error.message : error)
  }
  return printGaps
}

function printGaps() {
  console.log('\nThe emulator does not do this:')
  for (const { aws, resourceType } of emulatorGaps) {
    console.log(`  ${aws}${resourceType === undefined ? '' : ` Not created: ${resourceType}.`}`)
  }
  const tests = [
    ...differentInAws,
    ...(['endToEnd', 'smoke', 'deployed', 'proofs'] as const).flatMap(inconclusiveTests),
  ]
  console.log(`\nInconclusive in the emulated account, ${tests.length} results:`)
  for (const { test, because } of tests) console.log(`  ${test}: ${because}`)
}
