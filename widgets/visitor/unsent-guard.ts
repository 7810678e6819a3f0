/**
 * Makes the browser ask for confirmation before unsent answers are discarded by a reload, a closed tab or a followed link.
 * Listens only while there are unsent answers, because a listener disables the back/forward cache in some browsers
 * (https://web.dev/bfcache).
 */
const confirmLeaving = (event: BeforeUnloadEvent): void => event.preventDefault()

export const guardUnsentAnswers = (hasUnsentAnswers: boolean): void => {
  if (hasUnsentAnswers) window.addEventListener('beforeunload', confirmLeaving)
  else window.removeEventListener('beforeunload', confirmLeaving)
}
