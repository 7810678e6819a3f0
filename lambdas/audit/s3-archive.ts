import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { Fault } from '../core/fault.ts'
import type { Archive, ArchiveFolder } from './archive.ts'

export interface S3ArchivePorts {
  readonly client: S3Client
  readonly bucket: string
}

/**
 * Returns an S3 client with long time limits. The limits may be long, because only the stream and the schedule wait for
 * the replies.
 */
export const s3Client = (region?: string): S3Client =>
  new S3Client({
    ...(region !== undefined && { region }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  })

const orFault = async <Output>(sent: Promise<Output>): Promise<Output> => {
  try {
    return await sent
  } catch (error) {
    throw new Fault('export-failed', error)
  }
}

export const s3Archive = ({ client, bucket: Bucket }: S3ArchivePorts): Archive => ({
  async putOnce(name, text) {
    const command = new PutObjectCommand({
      Bucket,
      Key: name,
      Body: text,
      ContentType: 'application/x-ndjson',
      // A bucket with Object Lock requires a checksum.
      ChecksumAlgorithm: 'SHA256',
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
      IfNoneMatch: '*',
    })
    try {
      await client.send(command)
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'PreconditionFailed') return false
      throw new Fault('export-failed', error)
    }
  },

  async read(name) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: name }))
      return await Body?.transformToString('utf-8')
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw new Fault('export-failed', error)
    }
  },

  async list(folder) {
    const folders: string[] = []
    const objects: ArchiveFolder['objects'][number][] = []
    let ContinuationToken: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket, Prefix: folder, Delimiter: '/', ContinuationToken })
      const { CommonPrefixes = [], Contents = [], NextContinuationToken } = await orFault(client.send(command))
      folders.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []))
      for (const { Key, LastModified } of Contents) {
        if (Key !== undefined && LastModified !== undefined)
          objects.push({ name: Key, storedAt: LastModified.getTime() })
      }
      ContinuationToken = NextContinuationToken
    } while (ContinuationToken !== undefined)
    return { folders, objects }
  },
})
