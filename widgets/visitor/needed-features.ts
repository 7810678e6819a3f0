/**
 * The functions that the visitor's page needs of a browser. The browsers of docs/embedding.md have all of them. Older browsers lack
 * at least the first. The others can be turned off or missing.
 */
export const neededFeatures = [
  'String.prototype.isWellFormed',
  'Array.prototype.toSorted',
  'AbortSignal.timeout',
  'Object.hasOwn',
  'Element.prototype.replaceChildren',
  'HTMLDialogElement.prototype.showModal',
  'ResizeObserver',
  'Intl.Locale',
  'Intl.PluralRules',
  'Intl.DateTimeFormat',
  'crypto.subtle.digest',
  'crypto.getRandomValues',
  'TextEncoder',
  'URLSearchParams',
  'fetch',
] as const
