/** Finds or installs the browsers besides Chromium, which is in an npm package. */
import { globSync } from 'node:fs'
import { installWithApt } from './apt.ts'
import { run, succeeds } from './command.ts'
import { type Dependencies, findEach } from './unavailable.ts'

export const findBrowsers = (): Dependencies => findEach({ Firefox: findFirefox, WebKit: findWebkit })

function findFirefox() {
  const find = () => ['firefox-esr', 'firefox'].flatMap(pathOf)[0]
  return { FIREFOX_PROGRAM: find() ?? installed(['firefox-esr'], find) }
}

/** WebKitGTK needs a screen, so it comes with Xvfb. Debian puts its browser in a folder that is named after the processor. */
function findWebkit() {
  const find = () => {
    const [driver] = pathOf('WebKitWebDriver')
    const [browser] = globSync('/usr/lib{,exec,/*}/webkit2gtk-4.*/MiniBrowser')
    return pathOf('Xvfb').length === 0 || driver === undefined || browser === undefined
      ? undefined
      : { driver, browser }
  }
  const { driver, browser } = find() ?? installed(['webkit2gtk-driver', 'xvfb'], find)
  return { WEBKIT_DRIVER: driver, WEBKIT_PROGRAM: browser }
}

const pathOf = (name: string): readonly string[] => (succeeds('which', [name]) ? [run('which', [name]).trim()] : [])

function installed<Found>(packages: readonly string[], find: () => Found | undefined): Found {
  installWithApt(...packages)
  const found = find()
  if (found === undefined) throw new Error(`${packages.join(' ')} did not install what the tests need`)
  return found
}
