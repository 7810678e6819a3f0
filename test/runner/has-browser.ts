import { launchChromium } from '../browser.ts'

/** Whether the tests in a browser can run here, found out by starting it. Prints the reason when they cannot. */
export async function hasBrowser(): Promise<boolean> {
  const browser = await launchChromium()
  await browser?.close()
  return browser !== undefined
}
