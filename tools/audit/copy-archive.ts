/** Copies one archive to another. The copy contains either everything or only one site's records. */
import * as z from 'zod/mini'
import type { Archive } from '../../lambdas/audit/archive.ts'
import { checkpointsFolder } from '../../lambdas/audit/checkpoint.ts'
import { belongsToSite } from './exported-records.ts'

export interface CopyResult {
  readonly objects: number
  readonly lines: number
}

const Line = z.object({ chain: z.string() })

/** Copies the exported records and the checkpoints with their files. Throws Fault `export-failed`. */
export const copyArchive = async (from: Archive, to: Archive, site: string | undefined): Promise<CopyResult> => {
  let [objects, lines] = [0, 0]
  for await (const name of listObjectNames(from, ['audit/', checkpointsFolder])) {
    if (!isIncluded(name, site)) continue
    const text = (await from.read(name)) ?? ''
    const kept = name.startsWith('audit/') && site !== undefined ? linesOfSite(site, text) : text
    if (kept === '') continue
    await to.putOnce(name, kept)
    objects += 1
    if (name.startsWith('audit/')) lines += kept.split('\n').length - 1
  }
  return { objects, lines }
}

async function* listObjectNames(archive: Archive, folders: readonly string[]): AsyncIterable<string> {
  for (const folder of folders) {
    const { folders: deeper, objects } = await archive.list(folder)
    yield* objects.map(({ name }) => name)
    yield* listObjectNames(archive, deeper)
  }
}

/**
 * Returns true if the export includes the file. Every export includes all checkpoints. An export for one site includes
 * only that site's checkpoint files, for example `checkpoints/00000/00000001/acme.<hash>.jsonl`.
 */
const isIncluded = (name: string, site: string | undefined): boolean => {
  const file = /^checkpoints\/\d+\/\d+\/([^/.]+)\./.exec(name)
  return site === undefined || file === null || file[1] === site
}

const linesOfSite = (site: string, text: string): string =>
  text
    .split('\n')
    .filter((line) => line !== '' && isLineOfSite(line, site))
    .map((line) => `${line}\n`)
    .join('')

const isLineOfSite = (line: string, site: string): boolean => {
  try {
    return belongsToSite(site, z.parse(Line, JSON.parse(line)).chain)
  } catch {
    // Every export includes the lines that are not records, because it is unknown to which site they belong.
    return true
  }
}
