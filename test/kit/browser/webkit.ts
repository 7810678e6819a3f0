/** Starts WebKitGTK's MiniBrowser on its own screen, controlled by its WebDriver. */

import * as z from 'zod/mini'
import { startProcess, startServer } from '../process.ts'
import type { TestBrowser } from './browser-window.ts'
import { startSession } from './web-driver.ts'
import { webDriverPage } from './web-driver-page.ts'

const Window = z.object({ handle: z.string() })

/**
 * The screen is high, because WebKitWebDriver's click misses an element in a frame if the window has to scroll. Xvfb chooses a free display and prints its number.
 */
const startScreen = async () => {
  const screen = await startProcess({
    name: 'Xvfb',
    command: 'Xvfb',
    args: ['-displayfd', '1', '-screen', '0', '1280x1600x24', '-nolisten', 'tcp'],
    isReady: (output) => /^\d+\n/m.test(output),
  })
  return { ...screen, display: `:${/^\d+$/m.exec(screen.output())?.[0]}` }
}

export const launchWebkit = async (): Promise<TestBrowser> => {
  const { WEBKIT_DRIVER = '', WEBKIT_PROGRAM = '' } = process.env
  const screen = await startScreen()
  const driver = await startServer({
    name: 'WebKitWebDriver',
    command: WEBKIT_DRIVER,
    args: (port) => ['--host=127.0.0.1', `--port=${port}`],
    env: () => ({ DISPLAY: screen.display, GDK_BACKEND: 'x11', LANG: 'C.UTF-8' }),
  })
  const options = { binary: WEBKIT_PROGRAM, args: ['--automation', '--enable-write-console-messages-to-stdout=true'] }
  const session = await startSession(driver.port, {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': options,
  })
  return {
    name: `WebKitGTK ${session.capabilities.browserVersion}`,
    async openWindow() {
      const { handle: window } = Window.parse(await session.command('POST', '/window/new', { type: 'window' }))
      await session.within({ window }, ({ command }) => command('POST', '/window/rect', { width: 900, height: 1500 }))
      return {
        page: webDriverPage(session, { window }),
        async frame(framePath) {
          const frame = webDriverPage(session, { window, framePath })
          await frame.find({ css: 'body' }).waitUntil('visible')
          return frame
        },
        // Keys go to the window of the command.
        activate: async () => {},
        screenshot: () =>
          session.within({ window }, async ({ command }) =>
            Buffer.from(String(await command('GET', '/screenshot')), 'base64'),
          ),
      }
    },
    consoleErrors: () =>
      driver
        .output()
        .split('\n')
        .filter((line) => /^CONSOLE .*(?:ERROR|WARN)/.test(line)),
    async close() {
      await session.command('DELETE', '')
      await driver.stop()
      await screen.stop()
    },
  }
}
