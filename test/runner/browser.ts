/** Where the browser of the tests is. */
import { existsSync } from 'node:fs'

const chromiumPackage = 'node_modules/@sparticuz/chromium/bin/chromium.br'

/**
 * Whether the tests in a browser can run here: with the Chromium that `CHROMIUM_PATH` names, or with the one that
 * comes along with the packages, which is built for Linux on x64 alone.
 */
export function hasBrowser(): boolean {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') return existsSync(named)
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(chromiumPackage)
}
