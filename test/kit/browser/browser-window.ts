/** A browser as the tests of several browsers use it, independent of the tool that controls it. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '../pages/page.ts'

export interface BrowserWindow {
  readonly page: Page
  /** Waits until the window has a frame with this path, and returns the frame. */
  frame(path: RegExp): Promise<Page>
  /** Brings the window to the front, so that it gets the keys. */
  activate(): Promise<void>
  /** Returns a PNG of the visible part of the window. */
  screenshot(): Promise<Buffer>
}

export interface TestBrowser {
  /** The name and version, for example `Firefox 153.8.0`. */
  readonly name: string
  openWindow(): Promise<BrowserWindow>
  /** The errors and warnings that pages have written to the console. They include violations of their policies. */
  consoleErrors(): readonly string[]
  /** Ends the browser and each process that was started for it. */
  close(): Promise<void>
}

/** Saves a screenshot in the folder that the environment variable `SCREENSHOTS` names. Without it, does nothing. */
export const saveScreenshot = async ({ screenshot }: BrowserWindow, name: string): Promise<void> => {
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await writeFile(`${folder}/${name}.png`, await screenshot())
}
