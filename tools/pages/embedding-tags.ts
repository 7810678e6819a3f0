/** Creates the embedding tags for a service, and checks them against its deployed scripts. */
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { embeddingTag } from '../../lib/edge/pages/embedding-tag.ts'
import { integrityOf } from '../../lib/edge/pages/page-file.ts'

export interface EmbeddingTag {
  /** The name of the custom element that the script defines. */
  readonly element: string
  readonly script: string
  readonly integrity: string
  readonly html: string
}

/** Returns the integrity of the script at this address, or `undefined` if the address does not return a script. */
const fetchIntegrity = async (address: string): Promise<string | undefined> => {
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
    return response.ok ? integrityOf(await response.bytes()) : undefined
  } catch {
    return undefined
  }
}

/**
 * Returns a tag for each embedding script in this build, or the address of the first script that the service does not
 * have.
 */
export const embeddingTags = async (
  origin: string,
): Promise<{ readonly tags: readonly EmbeddingTag[] } | { readonly differs: string }> => {
  const { embedding } = await buildPages()
  const tags: EmbeddingTag[] = []
  for (const { tag: element, pinnedPath, integrity } of embedding) {
    const script = `${origin}${pinnedPath}`
    if ((await fetchIntegrity(script)) !== integrity) return { differs: script }
    tags.push({ element, script, integrity, html: embeddingTag(origin, { pinnedPath, integrity }) })
  }
  return { tags }
}
