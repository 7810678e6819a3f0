/**
 * The manifest of the pages' files. The manifest and the files are packaged with the code of the function that uploads
 * the files.
 */
import * as z from 'zod/mini'

export const manifestName = 'pages.json'
/** The folder that contains the files. Each file is at its path in the manifest. */
export const pagesFolder = 'pages'

const ListedFile = z.strictObject({
  /** The path with its leading slash, which the object's key does not have. */
  path: z.string().check(z.regex(/^\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/)),
  contentType: z.string(),
  cacheControl: z.string(),
})

export const PageManifest = z.strictObject({
  /** A hash over all files, which distinguishes one upload from the next. */
  version: z.string().check(z.minLength(1)),
  files: z.array(ListedFile).check(z.minLength(1)),
})
export type PageManifest = z.infer<typeof PageManifest>
export type ListedFile = PageManifest['files'][number]
