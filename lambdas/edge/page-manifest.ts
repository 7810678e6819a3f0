/** The files of the pages and their manifest, which are packaged with the code of the upload. */
import * as z from 'zod/mini'

export const manifestName = 'pages.json'
/** The folder of the files, each at its path. */
export const pagesFolder = 'pages'

const ListedFile = z.strictObject({
  /** With its leading slash, which the key of the object omits. */
  path: z.string().check(z.regex(/^\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/)),
  contentType: z.string(),
  cacheControl: z.string(),
})

export const PageManifest = z.strictObject({
  /** A hash of all files, to distinguish one upload from the next. */
  version: z.string().check(z.minLength(1)),
  files: z.array(ListedFile).check(z.minLength(1)),
})
export type PageManifest = z.infer<typeof PageManifest>
export type ListedFile = PageManifest['files'][number]
