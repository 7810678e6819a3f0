import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteObjectsCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { s3PageBucket } from '../../../lambdas/edge/page-bucket.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const s3 = mockClient(S3Client)
beforeEach(() => {
  s3.reset()
})
const bucket = s3PageBucket({ client: new S3Client(), bucket: 'pages', folder })

describe('the bucket of the pages', () => {
  test('stores a file under its path with its content type and its cache header', async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets/visitor.0123.js'), 'export {}')
    const file = { path: '/assets/visitor.0123.js', contentType: 'text/javascript', cacheControl: 'immutable' }
    await bucket.put(file)
    expect(s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input)).toEqual([
      {
        Bucket: 'pages',
        Key: 'assets/visitor.0123.js',
        Body: Buffer.from('export {}'),
        ContentType: 'text/javascript',
        CacheControl: 'immutable',
        ChecksumAlgorithm: 'SHA256',
      },
    ])
  })

  test('is emptied, one page at a time, of all versions and delete markers', async () => {
    const one = { Versions: [{ Key: 'a', VersionId: '1' }], DeleteMarkers: [{ Key: 'a', VersionId: '2' }] }
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce(one)
      .resolvesOnce({ Versions: [{ Key: 'b', VersionId: '1' }] })
      .resolves({})
    s3.on(DeleteObjectsCommand).resolves({})
    await bucket.empty()
    const deleted = s3.commandCalls(DeleteObjectsCommand).map(({ args: [{ input }] }) => input.Delete?.Objects)
    expect(deleted).toEqual([
      [
        { Key: 'a', VersionId: '1' },
        { Key: 'a', VersionId: '2' },
      ],
      [{ Key: 'b', VersionId: '1' }],
    ])
  })

  test('is not reported as empty when a deletion fails, and the deletion is not retried forever', async () => {
    s3.on(ListObjectVersionsCommand).resolves({ Versions: [{ Key: 'a', VersionId: '1' }] })
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'a', Code: 'AccessDenied' }] })
    await expect(bucket.empty()).rejects.toThrow('1 objects could not be deleted.')
  })
})
