/** The administration page. No other page can frame it. Tokens and drafts exist only in its memory. */
import { find } from '../shared/dom.ts'
import { messages, preferredLanguage, useLanguage } from './messages/current.ts'
import { runPage } from './shell/run-page.ts'
import { showSignIn, showSignInMessage } from './shell/sign-in-screen.ts'
import { completeSignIn, readSettings } from './sign-in/sign-in.ts'
import { passSignInOn } from './sign-in/sign-in-window.ts'

const container = find('admin')

// The token of a page from the back/forward cache may have expired in the meantime.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

const reasons = { failed: 'failed', 'signed-out': 'over', 'not-yet': 'text' } as const

await useLanguage(preferredLanguage())
const settings = readSettings()
if (passSignInOn()) showSignInMessage(container, messages.signIn.closeWindow)
else if (settings === undefined) showSignInMessage(container, messages.signIn.unknown)
else {
  const signIn = await completeSignIn(settings)
  if (signIn.outcome === 'signed-in') await runPage(container, settings, signIn.session)
  else showSignIn(container, settings, reasons[signIn.outcome])
}
