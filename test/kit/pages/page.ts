/**
 * A page as a person uses it, independent of the tool that controls the browser. test/kit/browser/playwright-page.ts is the
 * implementation for Chromium and Firefox, and test/kit/browser/web-driver-page.ts is the one for WebKit.
 */

/** An accessible name. A string must equal the whole name; a pattern must match a part of it. */
export type Name = string | RegExp

export type Target =
  | { readonly css: string }
  /** A visible element with this role and accessible name. */
  | { readonly role: string; readonly name: Name }
  | { readonly label: Name }
  /** The innermost element whose text contains this text. */
  | { readonly text: string }

/**
 * The elements that match a target when a method is called. Each action waits until at least one element matches, and uses the
 * first.
 */
export interface Element {
  click(): Promise<void>
  focus(): Promise<void>
  /** Replaces the value of a field. */
  fill(text: string): Promise<void>
  /** Sends keys one by one. */
  type(text: string): Promise<void>
  /** Focuses the element and presses a key, for example `Enter`. */
  press(key: string): Promise<void>
  /** Selects the option with this value in a list. */
  choose(value: string): Promise<void>
  /** Returns the text of the element. The text is empty if the element has none. */
  text(): Promise<string>
  /** Returns the text of each element. */
  texts(): Promise<readonly string[]>
  value(): Promise<string>
  attribute(name: string): Promise<string | null>
  isChecked(): Promise<boolean>
  /** Returns true if there is a matching element and a person can see it. Does not wait. */
  isVisible(): Promise<boolean>
  /** Returns the number of elements. Does not wait. */
  count(): Promise<number>
  waitUntil(state: 'visible' | 'gone'): Promise<void>
  /** Finds elements inside the first element. */
  find(target: Target): Element
  /** Returns the elements whose whole text equals this text. */
  withText(text: string): Element
  /** Returns the elements that have a descendant with this CSS selector and exactly this text. */
  having(css: string, text: string): Element
}

/** A window, or a frame in a window. */
export interface Page {
  open(url: string): Promise<void>
  reload(): Promise<void>
  find(target: Target): Element
  /** Presses the keys one after the other in the focused element. */
  press(...keys: readonly string[]): Promise<void>
  /** Returns the role and the accessible name of the focused element, for example `button "Review"`. */
  focused(): Promise<string>
  /** Evaluates an expression in the page and returns its value. */
  evaluate<T>(expression: string): Promise<T>
}

export const button = (name: Name): Target => ({ role: 'button', name })
