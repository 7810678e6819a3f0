/**
 * `npm run deploy:local`: deploys the demo stage by the CDK's own command into an AWS account that is emulated on this machine,
 * without Docker, and runs against it what runs against the local service. Leaves nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisProgram } from '../full/redis-program.ts'
import { close } from '../runner/closing.ts'
import { exitOnSignals } from '../runner/commands.ts'
import { endLeftBehind, newMark } from '../runner/left-behind.ts'
import { runVitest } from '../runner/vitest-run.ts'
import { differences, smokeDifferences } from './differences.ts'
import { calculatingAlarms, leftOut } from './left-out.ts'

exitOnSignals()
const folder = mkdtempSync(join(tmpdir(), 'sealform-deploy-local-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const mark = newMark()
const env = { ...mark.env, HOLDING_SERVER: redisProgram(folder) }
const counts = await runVitest(['test/deployed/deployed.full.test.ts'], env)
const leftBehind = await endLeftBehind(mark)
for (const command of leftBehind) console.error(`a process was left behind: ${command}`)

console.log('\nNot made here:')
for (const [type, because] of Object.entries(leftOut)) console.log(`  ${type}: ${because}`)
console.log(`  ${calculatingAlarms}: It calculates nothing.`)
console.log('\nNot shown here:')
for (const { test, because } of [...differences, ...smokeDifferences]) console.log(`  ${test}: ${because}`)
close({ ...counts, failed: counts.failed + leftBehind.length })
