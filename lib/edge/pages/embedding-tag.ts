/** Returns the tag that a brand pastes into its page. Its address pins the version, and its hash pins the bytes. */
export const embeddingTag = (
  serviceOrigin: string,
  { pinnedPath, integrity }: { readonly pinnedPath: string; readonly integrity: string },
): string =>
  `<script type="module" src="${serviceOrigin}${pinnedPath}" integrity="${integrity}" crossorigin="anonymous"></script>`
