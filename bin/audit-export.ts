/** `npm run audit:export`: the audit log in a folder, for whoever checks or keeps it. Exit code 0, or 2 when it could not be copied. */
import { resolve } from 'node:path'
import { systemClock } from '../lambdas/adapters/process/clock.ts'
import { s3Archive, s3Client } from '../lambdas/audit/s3-archive.ts'
import { folderArchive } from '../local/folder-archive.ts'
import { type CopyResult, copyArchive } from '../tools/audit/copy-archive.ts'
import { copyTable } from '../tools/audit/copy-table.ts'
import { type ExportSettings, exportSettingsOf, exportUsage } from '../tools/audit/export-settings.ts'
import { UsageFailure } from '../tools/audit/usage-failure.ts'

const copy = ({ from, to: toFolder, site }: ExportSettings): Promise<CopyResult> => {
  const to = folderArchive({ folder: resolve(toFolder), clock: systemClock })
  if ('table' in from) return copyTable(from, to, { now: systemClock.now(), site })
  const archive =
    'bucket' in from
      ? s3Archive({ client: s3Client(from.region), bucket: from.bucket })
      : folderArchive({ folder: resolve(from.folder), clock: systemClock })
  return copyArchive(archive, to, site)
}

const main = async (): Promise<void> => {
  const settings = exportSettingsOf(process.argv.slice(2))
  if (settings === 'help') {
    console.log(exportUsage)
    return
  }
  const { objects, lines } = await copy(settings)
  const ofSite = settings.site === undefined ? '' : ` --site ${settings.site}`
  console.log(
    `${lines} records in ${objects} objects copied. Check them: npm run audit:verify -- ${settings.to}${ofSite}`,
  )
}

main().catch((failure) => {
  console.error(failure instanceof UsageFailure ? failure.message : 'The log could not be copied.')
  process.exitCode = 2
})
