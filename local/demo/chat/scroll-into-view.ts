const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** Scrolls the transcript until the target is at the top of the transcript. */
export const scrollIntoView = (target: HTMLElement): void => {
  const transcript = target.closest('.transcript')
  transcript?.scrollTo({ top: target.offsetTop - 12, behavior: reducedMotion.matches ? 'auto' : 'smooth' })
}
