/** Runs the local server: in memory, or with the embedded database if the first argument is `database`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocal } from '../../local/run.ts'
import { reportUsage } from './report-usage.ts'

const dataFolder = process.argv[2] === 'database' ? mkdtempSync(join(tmpdir(), 'sealform-bench-')) : undefined
const { close, ...run } = await startLocal({
  port: 0,
  refusalFloor: 'off',
  rateLimits: 'off',
  log: { write: () => {} },
  ...(dataFolder !== undefined && { dataFolder }),
})
process.once('disconnect', async () => {
  await close()
  if (dataFolder !== undefined) rmSync(dataFolder, { recursive: true, force: true })
})
reportUsage(run)
