const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** Scrolls the transcript until the target is at its top. */
export const scrollIntoView = (target: HTMLElement): void => {
  const transcript = target.closest('.transcript')
  transcript?.scrollTo({ top: target.offsetTop - 12, behavior: reducedMotion.matches ? 'auto' : 'smooth' })
}
