/**
 * The texts of the first script: those of `unsupported` in messages/en.ts, which a test compares. They are repeated, because the
 * first script must be small and the page's other messages are not needed.
 */
import type { Messages } from './messages/messages.ts'

export const unsupported: Omit<Messages['unsupported'], 'failedOpened'> = {
  title: 'This page can’t show the form',
  heading: 'This page can’t show the form',
  tooOld: 'This browser is too old. Update it, or open the link in another browser. The link still works.',
  insecure: 'The connection to this page isn’t secure. Open the link from the chat again. It must start with https.',
  failed: 'Something went wrong. Reload this page, or open the link in another browser. The link still works.',
  reload: 'Reload this page',
}
