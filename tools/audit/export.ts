/** Copies the audit log from its source into a folder. */
import { resolve } from 'node:path'
import { systemClock } from '../../lambdas/adapters/process/clock.ts'
import { s3Archive, s3Client } from '../../lambdas/audit/s3-archive.ts'
import { folderArchive } from '../../local/folder-archive.ts'
import { type CopyResult, copyArchive } from './copy-archive.ts'
import { copyTable } from './copy-table.ts'
import type { ExportSettings } from './export-settings.ts'

/** Copies the audit log into the folder. Throws Fault `storage-failed` or `export-failed`. */
export const exportLog = ({ from, to: toFolder, site }: ExportSettings): Promise<CopyResult> => {
  const to = folderArchive({ folder: resolve(toFolder), clock: systemClock })
  if ('table' in from) return copyTable(from, to, { now: systemClock.now(), site })
  const archive =
    'bucket' in from
      ? s3Archive({ client: s3Client(from.region), bucket: from.bucket })
      : folderArchive({ folder: resolve(from.folder), clock: systemClock })
  return copyArchive(archive, to, site)
}

/**
 * Returns the report that is printed for a person. If nothing was copied, the report does not suggest verifying the
 * export.
 */
export const exportReport = ({ objects, lines }: CopyResult, { to, site }: ExportSettings): string => {
  if (objects === 0) return 'Nothing is recorded yet: 0 records copied.'
  const siteOption = site === undefined ? '' : ` --site ${site}`
  return `${lines} records in ${objects} objects copied. Check them: npm run audit:verify -- ${to}${siteOption}`
}
