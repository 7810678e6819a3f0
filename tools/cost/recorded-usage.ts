/** The files that `npm run cost` writes. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Usage } from './usage.ts'

export const usageFile = resolve(import.meta.dirname, 'usage.json')
export const pageFile = resolve(import.meta.dirname, '../../docs/cost.md')

/** Returns the usage that was counted when the cost page was last written. */
export const recordedUsage = (): Usage => Usage.parse(JSON.parse(readFileSync(usageFile, 'utf8')))
