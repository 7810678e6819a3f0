import type { Service } from './service.ts'

/** What a part of the page is made with. */
export interface ViewContext {
  readonly service: Service
  /** Says something to everybody, readers of screens among them. */
  announce(text: string): void
  /** Whether something here would be lost by leaving. */
  setUnsaved(unsaved: boolean): void
  /** Asks before something is lost, and forgets it where the answer is yes. True at once when there is nothing to lose. */
  confirmDiscard(): Promise<boolean>
  /** Goes to a part of the page, by its address behind the `#`. */
  navigate(address: string): void
}

/** Fills the page with a part of it; the rest of the address says with what. */
export type View = (context: ViewContext, rest: readonly string[]) => Promise<readonly Node[]>
