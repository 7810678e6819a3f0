/**
 * A reload, a closed tab or a followed link takes away what was typed and not sent. The browser asks first, in its own words.
 * It is told to only as long as there is something to lose: some keep no page for *back* that listens (https://web.dev/bfcache).
 */
const confirmLeaving = (event: BeforeUnloadEvent): void => event.preventDefault()

export const guardUnsent = (hasUnsentAnswers: boolean): void => {
  if (hasUnsentAnswers) window.addEventListener('beforeunload', confirmLeaving)
  else window.removeEventListener('beforeunload', confirmLeaving)
}
