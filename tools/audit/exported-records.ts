/** Reads the exported objects in a folder, and checks each line. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { ExportedLine } from '../../lambdas/audit/export-audit.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { recordHash, siteOfChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { LinkFlaw } from './check-chain.ts'
import type { Findings } from './finding.ts'
import { readLines } from './read-lines.ts'
import type { SortedLog } from './sorted-log.ts'

export interface ReadContext {
  readonly log: SortedLog
  readonly findings: Findings
  /** The site whose records are read. `-` means records that belong to no known site. */
  readonly site?: string | undefined
}

/** The number of records that were read, and the time of the newest record. */
export interface ReadSummary {
  readonly records: number
  readonly newestAt: number
}

export const belongsToSite = (site: string | undefined, chain: string): boolean =>
  site === undefined || siteOfChain(chain) === site

/** Adds every record in the objects below `audit/` to the log. */
export const readExportedRecords = (folder: string, reading: ReadContext): ReadSummary => {
  const names = globSync('audit/**/*.jsonl', { cwd: folder }).sort()
  const all = names.map((name) => readObject(folder, name, reading))
  return {
    records: all.reduce((sum, { records }) => sum + records, 0),
    newestAt: all.reduce((newest, { newestAt }) => Math.max(newest, newestAt), 0),
  }
}

const readObject = (folder: string, path: string, { log, findings, site }: ReadContext): ReadSummary => {
  const object = path.replaceAll('\\', '/')
  /** Within an object, the records of a chain are in order, because the stream delivers them in order. */
  const lastOf = new Map<string, number>()
  let [records, newestAt] = [0, 0]
  const { sha256, endsWithNewline } = readLines(join(folder, path), (line, number) => {
    const location = `${object}, line ${number}`
    const exported = parseExportedLine(line)
    if (exported === undefined) {
      findings.add({ object, flaw: 'not a record', message: `line ${number} is not an audit record` })
    } else if ('noRecordAt' in exported) {
      const message = `line ${number}: the table contains an item that is not an audit record (${exported.noRecordAt} in its stream)`
      findings.add({ object, flaw: 'not a record', message })
    } else if (belongsToSite(site, exported.chain)) {
      const { chain, sequence, at } = exported
      const last = lastOf.get(chain) ?? 0
      lastOf.set(chain, Math.max(last, sequence))
      const flaw = flawOf(exported, line) ?? orderFlaw(sequence, last)
      log.addLink(chain, { ...exported, location, ...(flaw && { flaw }) })
      records += 1
      newestAt = Math.max(newestAt, at)
    }
  })
  if (!endsWithNewline) findings.add({ object, flaw: 'changed', message: 'its last line is cut off' })
  log.addStoredObject(object, sha256)
  return { records, newestAt }
}

const parseExportedLine = (line: string): z.infer<typeof ExportedLine> | undefined => {
  try {
    return z.parse(ExportedLine, JSON.parse(line))
  } catch {
    return undefined
  }
}

/**
 * Returns the record's flaw, if any. The exporter always writes the same text for a record, so a line with any other
 * text was changed.
 */
const flawOf = (record: AuditRecord, line: string): LinkFlaw | undefined =>
  recordHash(record) === record.hash && JSON.stringify(JSON.parse(line)) === line ? undefined : 'changed'

const orderFlaw = (sequence: number, last: number): LinkFlaw | undefined =>
  sequence === last ? 'inserted' : sequence < last ? 'reordered' : undefined
