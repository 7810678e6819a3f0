import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../lambdas/adapters/process/clock.ts'
import { folderArchive } from '../../../local/folder-archive.ts'
import { memoryArchive } from '../../../local/memory/archive.ts'
import { archiveContract } from './archive-contract.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sealform-archive-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

let made = 0
const newFolderArchive = async () => folderArchive({ folder: join(root, `${made++}`), clock: systemClock })

describe('the archive in memory', () => archiveContract(async () => memoryArchive(systemClock)))

describe('the archive in a folder', () => {
  archiveContract(newFolderArchive)

  test('rejects a path outside its folder', async () => {
    const archive = await newFolderArchive()
    await expect(archive.putOnce('a/../../b', '')).rejects.toMatchObject({ code: 'export-failed' })
    await expect(archive.read('../b')).rejects.toMatchObject({ code: 'export-failed' })
  })
})
