import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { contentHash } from '../../lib/edge/pages/page-file.ts'
import { clientConfig, type EmulatedAccount } from './clients.ts'

export interface StoredPage {
  readonly path: string
  readonly contentType: string | undefined
  readonly cacheControl: string | undefined
  readonly hash: string
}

export const byPath = (one: { path: string }, other: { path: string }): number => (one.path < other.path ? -1 : 1)

export async function pagesIn(account: EmulatedAccount, Bucket: string): Promise<readonly StoredPage[]> {
  const client = new S3Client({ ...clientConfig(account), forcePathStyle: true })
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
  const pages = await Promise.all(
    Contents.map(async ({ Key }) => {
      const { ContentType, CacheControl, Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
      return { path: `/${Key}`, contentType: ContentType, cacheControl: CacheControl, hash: contentHash(bytes) }
    }),
  )
  client.destroy()
  return pages
}
