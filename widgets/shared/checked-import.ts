/**
 * Imports a script on demand, but only if the script belongs to this build. The build (lib/edge/pages/checked-imports.ts)
 * replaces each `import('./some-file.ts')` in a page with this function. `import()` itself takes no integrity hash, but a module
 * preload does. The preload puts the script into the page's module map, and `import()` of the same URL uses it from there.
 * https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
 */

/** Imports the script. Rejects if the script cannot be fetched or its hash does not match. */
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
    // Older browsers lack module preloads. In these, only the content hash in the file name identifies the script.
    if (!preload.relList.supports('modulepreload')) resolve()
  })
  return import(/* @vite-ignore */ path)
}
