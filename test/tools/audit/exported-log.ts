/** A complete export in memory, to be edited and then verified as a folder. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkpointAudit } from '../../../lambdas/audit/checkpoint-audit.ts'
import { exportAudit } from '../../../lambdas/audit/export-audit.ts'
import { minutes } from '../../../lambdas/core/time.ts'
import { memoryArchive } from '../../../local/memory/archive.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import { type Verdict, verify } from '../../../tools/audit/verify.ts'
import { conversationWriter, toStreamRecords } from '../../lambdas/audit/audit-chains.ts'

/** File name to text. */
export type Files = ReadonlyMap<string, string>

export interface ExportedLog {
  readonly files: Files
  readonly chains: readonly string[]
  /** The hash of the last checkpoint. */
  readonly lastCheckpoint: string
}

export const noon = Date.UTC(2030, 0, 15, 12)

/** Each batch of chats becomes an object with a record for each chat; each round of batches ends with a checkpoint. */
export const exportedLog = async (
  rounds: readonly (readonly (readonly number[])[])[],
  sites: readonly string[] = ['acme'],
): Promise<ExportedLog> => {
  const clock = virtualClock(noon)
  const archive = memoryArchive(clock)
  const checkpoint = checkpointAudit({ archive, clock, settledAfterMs: 0 })
  const chats = Array.from({ length: 8 }, (_, which) =>
    conversationWriter(sites[which % sites.length] ?? 'acme', `chat-${which}`),
  )
  const used = new Set<string>()
  let last = ''
  for (const batches of rounds) {
    for (const batch of batches) {
      const records = batch.flatMap((which) => {
        const chat = chats[which % chats.length]
        if (chat) used.add(chat.chain)
        return chat ? [chat.next(clock.now())] : []
      })
      await exportAudit(archive)(toStreamRecords(...records))
      clock.advance(minutes(1))
    }
    last = (await checkpoint())?.hash ?? last
    clock.advance(1)
  }
  const files = new Map([...archive.objects].map(([name, { text }]) => [name, text]))
  return { files, chains: [...used], lastCheckpoint: last }
}

/** Writes the files to a temporary folder while `work` runs. */
export const withFolder = async <Result>(files: Files, work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'sealform-export-'))
  try {
    for (const part of ['audit', 'checkpoints']) await mkdir(join(folder, part))
    for (const [name, text] of files) {
      await mkdir(join(folder, dirname(name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Options {
  readonly site?: string
  readonly firstCheckpoint?: number
  readonly knownCheckpoint?: string
  readonly withoutCheckpoints?: boolean
}

export const verdictOf = (
  files: Files,
  { firstCheckpoint = 1, withoutCheckpoints = false, ...options }: Options = {},
): Promise<Verdict> =>
  withFolder(files, (folder) => {
    const checkpointsFolder = withoutCheckpoints ? undefined : folder
    return verify({ source: { folder }, checkpointsFolder, firstCheckpoint, ...options })
  })

/** The same files, with one replaced, or removed if `edit` returns undefined. */
export const edited = (files: Files, name: string, edit: (text: string) => string | undefined): Files => {
  const text = edit(files.get(name) ?? '')
  return new Map(
    [...files].flatMap(([each, old]) => (each !== name ? [[each, old]] : text === undefined ? [] : [[name, text]])),
  )
}

export const namesIn = (files: Files, folder: 'audit' | 'checkpoints'): string[] =>
  [...files.keys()].filter((name) => name.startsWith(`${folder}/`)).sort()
