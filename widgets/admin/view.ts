import type { Service } from './service.ts'

/** The functions of the page that a view uses. */
export interface ViewContext {
  readonly service: Service
  /** Shows a status message, which screen readers announce. */
  announce(text: string): void
  /** Sets whether the view has unsaved changes. */
  setUnsaved(unsaved: boolean): void
  /** Asks whether to discard unsaved changes. Resolves to true if the person agrees or there are no unsaved changes. */
  confirmDiscard(): Promise<boolean>
  /** Navigates to a view by its fragment, without `#`. */
  navigate(address: string): void
}

/** Renders a view of the page. `rest` contains the parts of the URL fragment after the name of the view. */
export type View = (context: ViewContext, rest: readonly string[]) => Promise<readonly Node[]>
