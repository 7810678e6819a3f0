const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** Scrolls the transcript that this stands in so far that it is at its top. */
export const scrollIntoView = (target: HTMLElement): void => {
  const transcript = target.closest('.transcript')
  transcript?.scrollTo({ top: target.offsetTop - 12, behavior: reducedMotion.matches ? 'auto' : 'smooth' })
}
