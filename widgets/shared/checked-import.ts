/**
 * Imports a script by need, and only if it is the one of this build. The build (lib/edge/pages/checked-imports.ts) puts this in
 * the place of each `import('./some-file.ts')` of a page: `import()` itself takes no hash, but a preload does, and what a preload
 * has put into the page's map of modules is what an import of the same address finds there.
 * https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
 */

/** Rejects when the script cannot be fetched or is another one. */
export const checkedImport = async (path: string, integrity: string): Promise<Readonly<Record<string, unknown>>> => {
  const preload = document.createElement('link')
  preload.rel = 'modulepreload'
  preload.href = path
  preload.integrity = integrity
  preload.crossOrigin = 'anonymous'
  await new Promise<void>((resolve, reject) => {
    preload.addEventListener('load', () => resolve())
    preload.addEventListener('error', () => reject(new Error('a script could not be fetched')))
    document.head.append(preload)
    // Older browsers know no such preload: there the name, made from the content, is all that there is.
    if (!preload.relList.supports('modulepreload')) resolve()
  })
  return import(/* @vite-ignore */ path)
}
