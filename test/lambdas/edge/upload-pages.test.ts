import { describe, expect, test } from 'vitest'
import type { PageManifest } from '../../../lambdas/edge/page-manifest.ts'
import { type PagesRequest, uploadPages } from '../../../lambdas/edge/upload-pages.ts'

const immutable = { contentType: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=31536000, immutable' }
const manifest: PageManifest = {
  version: 'v2',
  files: [
    { path: '/embed.js', contentType: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=300' },
    { path: '/assets/visitor.0123.js', ...immutable },
    { path: '/assets/visitor.4567.css', ...immutable },
  ],
}

const request = (RequestType: PagesRequest['RequestType'], change: object = {}): PagesRequest => ({
  RequestType,
  ResourceProperties: { Version: 'v2', WhenRemoved: 'kept', ...change },
})

/** The calls, in order. */
function fixture({ failsAt = '' } = {}) {
  const done: string[] = []
  const doing = async (what: string) => {
    if (what === failsAt) throw new Error('no')
    done.push(what)
  }
  const upload = uploadPages({
    manifest,
    bucket: { put: ({ path }) => doing(`put ${path}`), empty: () => doing('empty') },
    cache: { invalidate: (paths) => doing(`forget ${paths.join()}`) },
  })
  return { upload, done }
}

describe('the pages', () => {
  test.each(['Create', 'Update'] as const)(
    'are uploaded on the %s of a stack, and the entry files are uploaded last',
    async (type) => {
      const { upload, done } = fixture()
      await upload(request(type))
      expect(done).toEqual([
        'put /assets/visitor.0123.js',
        'put /assets/visitor.4567.css',
        'put /embed.js',
        'forget /embed.js',
      ])
    },
  )

  test('keep their previous entry files when another file cannot be uploaded', async () => {
    const { upload, done } = fixture({ failsAt: 'put /assets/visitor.4567.css' })
    await expect(upload(request('Update'))).rejects.toThrow('no')
    expect(done).toEqual(['put /assets/visitor.0123.js'])
  })

  test('are not uploaded if their version differs from the one that the stack requests', async () => {
    const { upload, done } = fixture()
    await expect(upload(request('Update', { Version: 'v1' }))).rejects.toThrow('a different version of the pages')
    expect(done).toEqual([])
  })

  test('are kept when a stage that retains its data is removed, and are deleted with any other stage', async () => {
    const kept = fixture()
    await kept.upload(request('Delete'))
    expect(kept.done).toEqual([])
    const removed = fixture()
    await removed.upload(request('Delete', { WhenRemoved: 'deleted', Version: 'v1' }))
    expect(removed.done).toEqual(['empty'])
  })
})
