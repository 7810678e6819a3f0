/**
 * Imports a script on demand, but only if the script belongs to this build. The build (lib/edge/pages/checked-imports.ts)
 * replaces each `import('./some-file.ts')` in a page with this function. `import()` itself takes no integrity hash, but a module
 * preload does. The preload puts the script into the page's module map, and `import()` of the same URL uses it from there.
 * https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
 *
 * WebKit does not check the hash of a module preload, but checks that of a fetch. So the script is fetched first, and the preload
 * uses the cached script.
 */

/** The number of failed imports of each script. */
const failures = new Map<string, number>()

const preloadScript = async (url: string, integrity: string): Promise<void> => {
  const preload = document.createElement('link')
  preload.rel = 'modulepreload'
  preload.href = url
  preload.integrity = integrity
  preload.crossOrigin = 'anonymous'
  await new Promise<void>((resolve, reject) => {
    preload.addEventListener('load', () => resolve())
    preload.addEventListener('error', () => reject(new Error('a script could not be fetched')))
    document.head.append(preload)
    // Older browsers lack module preloads. In these, only the content hash in the file name identifies the script.
    if (!preload.relList.supports('modulepreload')) resolve()
  })
}

/**
 * Imports the script. Rejects if the script cannot be fetched or its hash does not match. The next call then uses another URL,
 * because browsers may store the failure of a URL in the module map.
 */
export const checkedImport = async (path: string, integrity: string): Promise<Readonly<Record<string, unknown>>> => {
  const failed = failures.get(path) ?? 0
  const url = failed === 0 ? path : `${path}?retry=${failed}`
  try {
    await fetch(url, { integrity })
    await preloadScript(url, integrity)
    return await import(/* @vite-ignore */ url)
  } catch (error) {
    failures.set(path, failed + 1)
    throw error
  }
}
