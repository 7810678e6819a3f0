import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { Fault } from '../core/fault.ts'
import type { AuditArchive } from './export-audit.ts'

export interface S3ArchivePorts {
  readonly client: S3Client
  readonly bucket: string
}

/** The client, bounded: the stream waits, nobody else does. */
export const s3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  })

export const s3Archive = ({ client, bucket }: S3ArchivePorts): AuditArchive => ({
  async put(name, text) {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: name,
      Body: text,
      ContentType: 'application/x-ndjson',
      // A bucket that locks what it is given takes nothing without one.
      ChecksumAlgorithm: 'SHA256',
    })
    await client.send(command).catch((error: unknown) => {
      throw new Fault('export-failed', error)
    })
  },
})
