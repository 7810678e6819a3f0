/** The tag that a brand pastes into its page: pinned to one version by its address and to its bytes by their hash. */
export const embeddingTag = (
  serviceOrigin: string,
  { pinnedPath, integrity }: { readonly pinnedPath: string; readonly integrity: string },
): string =>
  `<script type="module" src="${serviceOrigin}${pinnedPath}" integrity="${integrity}" crossorigin="anonymous"></script>`
