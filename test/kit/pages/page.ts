/**
 * A page as a person uses it, independent of the browser's driver. Each operation can be done with W3C WebDriver, so that the same
 * journeys run in any browser. test/kit/browser/playwright-page.ts is the implementation for Chromium.
 */

/** A string is the whole accessible name, a pattern a part of it. */
export type Name = string | RegExp

export type Target =
  | { readonly css: string }
  /** An element that is not hidden, by its role and accessible name. */
  | { readonly role: string; readonly name: Name }
  | { readonly label: Name }
  /** The smallest element with this text, or a part of it, in it. */
  | { readonly text: string }

/** The elements that a target names at the moment of the call. Each action waits until there is one, and takes the first. */
export interface Element {
  click(): Promise<void>
  focus(): Promise<void>
  /** Replaces the value of a field. */
  fill(text: string): Promise<void>
  /** Sends keys one by one. */
  type(text: string): Promise<void>
  /** Focuses the element and presses a key, `Enter` for example. */
  press(key: string): Promise<void>
  /** Chooses the option of a list with this value. */
  choose(value: string): Promise<void>
  /** Empty if the element has none. */
  text(): Promise<string>
  /** The text of each element. */
  texts(): Promise<readonly string[]>
  value(): Promise<string>
  attribute(name: string): Promise<string | null>
  isChecked(): Promise<boolean>
  /** Whether there is such an element and a person can see it. Does not wait. */
  isVisible(): Promise<boolean>
  /** Does not wait. */
  count(): Promise<number>
  waitUntil(state: 'visible' | 'gone'): Promise<void>
  /** Inside of the first element. */
  find(target: Target): Element
  /** Those whose whole text this is. */
  withText(text: string): Element
  /** Those with a descendant, by a CSS selector, whose whole text this is. */
  having(css: string, text: string): Element
}

/** A window, or a frame in one. */
export interface Page {
  open(url: string): Promise<void>
  reload(): Promise<void>
  find(target: Target): Element
  /** Presses keys one after the other, wherever the focus is. */
  press(...keys: readonly string[]): Promise<void>
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>
}

export const button = (name: Name): Target => ({ role: 'button', name })
