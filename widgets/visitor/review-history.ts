/**
 * The review in the browser's history. Opening the review adds an entry, so that the browser's *Back* returns to the questions. The
 * address does not change, because its fragment contains the open key.
 */
export interface ReviewHistoryPorts {
  readonly history: Pick<History, 'state' | 'length' | 'back' | 'pushState' | 'replaceState'>
  /** Dispatches `popstate`. */
  readonly events: Pick<EventTarget, 'addEventListener'>
  /** Called when the visitor goes back from the review. */
  readonly back: () => void
  /** Called when the visitor goes forward to the review. */
  readonly forward: () => void
}

export interface ReviewHistory {
  /** The caller must call this when the review opens. */
  opened(): void
  /** The caller must call this when another screen replaces the review. */
  closed(): void
}

const reviewEntry = 'sealform-review'

export const createReviewHistory = ({ history, events, back, forward }: ReviewHistoryPorts): ReviewHistory => {
  /** True while the review is shown. */
  let isOpen = false
  /** True if the current entry is that of the review. */
  let isAtEntry = false
  /** The length of the history after the entry was added, as long as the entry may be the last one. */
  let lengthWithEntry: number | undefined
  /** True until the browser has gone back because of `closed`. */
  let isReturning = false

  const add = () => {
    history.pushState(reviewEntry, '')
    isAtEntry = true
    lengthWithEntry = history.length
  }

  // After a reload of the review, the page shows the questions.
  if (history.state === reviewEntry) history.replaceState(null, '')

  events.addEventListener('popstate', () => {
    isAtEntry = history.state === reviewEntry
    if (isReturning) {
      isReturning = false
      if (isOpen && !isAtEntry) add()
    } else if (isAtEntry && !isOpen) forward()
    else if (!isAtEntry && isOpen) back()
  })

  return {
    opened() {
      if (isOpen) return
      isOpen = true
      if (!isAtEntry) add()
    },
    closed() {
      if (!isOpen) return
      isOpen = false
      // The embedding page shares the history. If it has added an entry, going back would undo a step of that page.
      if (!isAtEntry || isReturning || history.length !== lengthWithEntry) return
      isReturning = true
      history.back()
    },
  }
}
