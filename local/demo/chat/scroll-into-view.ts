const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** Scrolls the transcript that this stands in so far that it is at its top. */
export const scrollIntoView = (shown: HTMLElement): void => {
  const transcript = shown.closest('.transcript')
  transcript?.scrollTo({ top: shown.offsetTop - 12, behavior: reducedMotion.matches ? 'auto' : 'smooth' })
}
