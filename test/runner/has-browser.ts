import { launchChromium } from '../browser.ts'

/** Whether browser tests can run here, tested by starting the browser. Prints the reason if they cannot. */
export async function hasBrowser(): Promise<boolean> {
  const browser = await launchChromium()
  await browser?.close()
  return browser !== undefined
}
