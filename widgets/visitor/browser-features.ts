/**
 * Checks whether this browser can run the visitor's page. The check also runs in older browsers, so it must not use the features
 * itself.
 */
import { neededFeatures } from './needed-features.ts'

const hasFeature = (path: string): boolean => {
  let value: unknown = window
  for (const name of path.split('.')) {
    if (value === undefined || value === null) return false
    value = Reflect.get(Object(value), name)
  }
  return typeof value === 'function'
}

/** `insecure`: the page was not loaded over HTTPS, so the browser offers no cryptography. `tooOld`: a feature is missing. */
export type BrowserProblem = 'insecure' | 'tooOld'

/** Returns the reason why the page cannot run in this browser, or undefined if it can. */
export const browserProblem = (): BrowserProblem | undefined => {
  if (window.isSecureContext === false) return 'insecure'
  return neededFeatures.every(hasFeature) ? undefined : 'tooOld'
}
