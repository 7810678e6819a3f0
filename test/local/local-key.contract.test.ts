import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { localKey } from '../../local/local-key.ts'
import { dataKeysContract } from '../lambdas/pci-zone/vault/data-keys-contract.ts'

const folders: string[] = []

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

dataKeysContract('the local key', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sealform-key-'))
  folders.push(folder)
  const key = await localKey({ folder })
  return { maker: key, opener: key }
})
