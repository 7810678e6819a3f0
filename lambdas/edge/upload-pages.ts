/**
 * Uploads the pages' files to their bucket when CloudFormation requests it for the resource `Custom::Pages` of a stack.
 * Files are deleted only together with the whole stage, because documents in a browser's cache, and tags that a brand
 * has pinned, refer to older files.
 */
import * as z from 'zod/mini'
import type { ListedFile, PageManifest } from './page-manifest.ts'

/** The fields of CloudFormation's request that are used. */
export const PagesRequest = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResourceProperties: z.object({
    /** The version of the pages that the stack requires. */
    Version: z.string(),
    /** What happens to the files when the stage is removed. */
    WhenRemoved: z.enum(['kept', 'deleted']),
  }),
})
export type PagesRequest = z.infer<typeof PagesRequest>

export interface PageBucket {
  put(file: ListedFile): Promise<void>
  /** Deletes all objects, including all their versions. */
  empty(): Promise<void>
}

export interface PageCache {
  /** Invalidates the cached copies of these paths. The invalidation takes about a minute to reach every location. */
  invalidate(paths: readonly string[]): Promise<void>
}

export interface UploadPagesPorts {
  readonly manifest: PageManifest
  readonly bucket: PageBucket
  readonly cache: PageCache
}

const isImmutable = ({ cacheControl }: ListedFile): boolean => cacheControl.includes('immutable')

export const uploadPages =
  ({ manifest, bucket, cache }: UploadPagesPorts) =>
  async ({ RequestType: type, ResourceProperties: requested }: PagesRequest): Promise<void> => {
    if (type === 'Delete') {
      if (requested.WhenRemoved === 'deleted') await bucket.empty()
      return
    }
    // In a rollback, CloudFormation requests the older pages from the function with the older code.
    if (requested.Version !== manifest.version)
      throw new Error('The stack requests a different version of the pages than this function has.')
    const named = manifest.files.filter((file) => !isImmutable(file))
    await Promise.all(manifest.files.filter(isImmutable).map(bucket.put))
    // Upload the files with fixed names last, because they may refer to new files.
    await Promise.all(named.map(bucket.put))
    if (named.length > 0) await cache.invalidate(named.map(({ path }) => path))
  }
