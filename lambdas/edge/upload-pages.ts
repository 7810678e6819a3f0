/**
 * Puts the files of the pages into their bucket when CloudFormation asks, as the resource `Custom::Pages` of a stack. No file is
 * ever taken away but with the whole stage: documents that a browser still holds, and tags that a brand has pinned, name older
 * ones.
 */
import * as z from 'zod/mini'
import type { ListedFile, PageManifest } from './page-manifest.ts'

/** The part of CloudFormation's request that counts. */
export const PagesRequest = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResourceProperties: z.object({
    /** The version of the pages that the stack wants. */
    Version: z.string(),
    /** What becomes of the files when the stage is removed. */
    WhenRemoved: z.enum(['kept', 'deleted']),
  }),
})
export type PagesRequest = z.infer<typeof PagesRequest>

export interface PageBucket {
  put(file: ListedFile): Promise<void>
  /** Everything, with all that it ever was. */
  empty(): Promise<void>
}

export interface PageCache {
  /** From now on asks for these again. It takes a minute or so to be so everywhere. */
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
  async ({ RequestType: type, ResourceProperties: wanted }: PagesRequest): Promise<void> => {
    if (type === 'Delete') {
      if (wanted.WhenRemoved === 'deleted') await bucket.empty()
      return
    }
    // After a deployment that is taken back, CloudFormation asks the older code for the older pages.
    if (wanted.Version !== manifest.version) throw new Error('These are other pages than the stack asks for.')
    const named = manifest.files.filter((file) => !isImmutable(file))
    await Promise.all(manifest.files.filter(isImmutable).map(bucket.put))
    // What is always called the same comes last, because it may name what is new.
    await Promise.all(named.map(bucket.put))
    if (named.length > 0) await cache.invalidate(named.map(({ path }) => path))
  }
