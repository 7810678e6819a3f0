/** The screens before and after a sign-in: one sentence, and usually the button to sign in. */
import type { SignInSettings } from '../../../contracts/sign-in-settings.ts'
import { button, element } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import { redirectToSignIn } from '../sign-in/sign-in.ts'
import { languageSelect } from './language-select.ts'

export const showSignInMessage = (container: HTMLElement, sentence: string, ...controls: readonly Node[]): void => {
  document.title = `${messages.signIn.heading} – ${messages.brand}`
  container.replaceChildren(
    element(
      'main',
      { class: 'alone' },
      element('h1', { tabindex: -1 }, messages.signIn.heading),
      element('p', { role: 'status' }, sentence),
      ...controls,
    ),
  )
}

/** Shows the button to sign in, with the reason why the person is not signed in. */
export const showSignIn = (
  container: HTMLElement,
  settings: SignInSettings,
  reason: 'failed' | 'over' | 'text',
): void => {
  const signIn = button(messages.signIn.press, () => void redirectToSignIn(settings), { class: 'main' })
  const language = languageSelect(() => showSignIn(container, settings, reason))
  showSignInMessage(container, messages.signIn[reason], signIn, language)
}
