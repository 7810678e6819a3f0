import type { Service } from './service.ts'

/** What a part of the page is made with. */
export interface Desk {
  readonly service: Service
  /** Says something to everybody, readers of screens among them. */
  say(text: string): void
  /** Whether something here would be lost by leaving. */
  unsaved(is: boolean): void
  /** Asks before something is lost, and forgets it where the answer is yes. True at once when there is nothing to lose. */
  mayLose(): Promise<boolean>
  /** Goes to a part of the page, by its address behind the `#`. */
  go(address: string): void
}

/** Fills the page with a part of it; the rest of the address says with what. */
export type View = (desk: Desk, rest: readonly string[]) => Promise<readonly Node[]>
