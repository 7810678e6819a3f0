import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { PageBucket } from './upload-pages.ts'

export interface S3PageBucketPorts {
  readonly client: S3Client
  readonly bucket: string
  /** The folder that contains the files. Each file is at its path in the manifest. */
  readonly folder: string
}

export const s3PageBucket = ({ client, bucket: Bucket, folder }: S3PageBucketPorts): PageBucket => ({
  async put({ path, contentType, cacheControl }) {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: path.slice(1),
        Body: await readFile(join(folder, path)),
        ContentType: contentType,
        CacheControl: cacheControl,
        ChecksumAlgorithm: 'SHA256',
      }),
    )
  },

  async empty() {
    for (;;) {
      // List the first page again after each deletion: both a list and a deletion are limited to a thousand versions.
      const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }))
      const all: ObjectIdentifier[] = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }))
      if (all.length === 0) return
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: all, Quiet: true } }),
      )
      if (Errors.length > 0) throw new Error(`${Errors.length} objects could not be deleted.`)
    }
  },
})
