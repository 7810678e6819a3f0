/** What lies beside the code of the upload: the files of the pages, and a list of them. */
import * as z from 'zod/mini'

export const manifestName = 'pages.json'
/** The folder of the files, each below it by its path. */
export const pagesFolder = 'pages'

const ListedFile = z.strictObject({
  /** With its leading slash: the key of the object is what follows. */
  path: z.string().check(z.regex(/^\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/)),
  contentType: z.string(),
  cacheControl: z.string(),
})

export const PageManifest = z.strictObject({
  /** A hash of all there is, by which one upload is told from the next. */
  version: z.string().check(z.minLength(1)),
  files: z.array(ListedFile).check(z.minLength(1)),
})
export type PageManifest = z.infer<typeof PageManifest>
export type ListedFile = PageManifest['files'][number]
