import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { s3Archive, s3Client } from '../../../lambdas/audit/s3-archive.ts'

const s3 = mockClient(S3Client)
const archive = s3Archive({ client: s3Client('eu-central-1'), bucket: 'archive' })
const named = (name: string): Error => Object.assign(new Error('of the test'), { name })

beforeEach(() => {
  s3.reset()
})

describe('the S3 archive', () => {
  test('puts an object with a checksum, and only if its name is unused', async () => {
    s3.on(PutObjectCommand).resolves({})
    expect(await archive.putOnce('audit/1', 'text')).toBe(true)
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'archive',
      Key: 'audit/1',
      Body: 'text',
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    })
  })

  test('returns `false` for a put under a name that is in use, and reports every other error as a fault', async () => {
    s3.on(PutObjectCommand).rejectsOnce(named('PreconditionFailed')).rejects(named('ConditionalRequestConflict'))
    expect(await archive.putOnce('audit/1', 'text')).toBe(false)
    await expect(archive.putOnce('audit/1', 'text')).rejects.toMatchObject({ code: 'export-failed' })
  })

  test('lists all pages of a folder', async () => {
    const LastModified = new Date(5_000)
    s3.on(ListObjectsV2Command)
      .resolvesOnce({
        CommonPrefixes: [{ Prefix: 'a/1/' }],
        Contents: [{ Key: 'a/x', LastModified }],
        NextContinuationToken: 't',
      })
      .resolves({ CommonPrefixes: [{ Prefix: 'a/2/' }], Contents: [{ Key: 'a/y', LastModified }] })
    expect(await archive.list('a/')).toEqual({
      folders: ['a/1/', 'a/2/'],
      objects: [
        { name: 'a/x', storedAt: 5_000 },
        { name: 'a/y', storedAt: 5_000 },
      ],
    })
    const inputs = s3.commandCalls(ListObjectsV2Command).map(({ args: [{ input }] }) => input)
    expect(inputs).toMatchObject([
      { Prefix: 'a/', Delimiter: '/' },
      { Prefix: 'a/', ContinuationToken: 't' },
    ])
  })

  test('returns `undefined` for a read of a name that was never stored, and reports an S3 failure as a fault', async () => {
    s3.on(GetObjectCommand)
      .rejectsOnce(new NoSuchKey({ $metadata: {}, message: '' }))
      .rejects(named('TimeoutError'))
    expect(await archive.read('audit/1')).toBeUndefined()
    await expect(archive.read('audit/1')).rejects.toMatchObject({ code: 'export-failed' })
    s3.on(ListObjectsV2Command).rejects(named('AccessDenied'))
    await expect(archive.list('a/')).rejects.toMatchObject({ code: 'export-failed' })
  })
})
