/**
 * The screens that replace the questions, except the receipt: the screens for a declined and for an ended form, and the screens
 * that state why no form is shown.
 */
import type { Theme } from '../../contracts/theme.ts'
import type { EndedForm } from '../../contracts/visitor-form.ts'
import { button, element, setBusy } from '../shared/dom.ts'
import type { DistrustReason } from '../shared/trust-form.ts'
import { type Ending, endingHeading, nextStepSentence } from './end-messages.ts'
import { masthead } from './masthead.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { heading, showScreen } from './screen.ts'

const paragraph = (text: string) => element('p', {}, text)

export const showDeclined = (messages: LocalisedMessages, siteName: string, theme?: Theme): void =>
  showScreen(
    messages.declined.title,
    masthead(messages, siteName, theme),
    heading(messages.declined.heading),
    paragraph(messages.declined.text(bidiIsolate(siteName, messages.locale))),
  )

/** Shows how the form ended, after a reload that has discarded the typed answers. */
const showEnding = (messages: LocalisedMessages, siteName: string, ending: Ending): void => {
  const text = endingHeading(messages, ending)
  showScreen(text, masthead(messages, siteName), heading(text), paragraph(nextStepSentence(messages, ending)))
}

export const showEndedForm = (messages: LocalisedMessages, { siteName, status }: EndedForm): void =>
  status === 'declined' ? showDeclined(messages, siteName) : showEnding(messages, siteName, status)

export const showNotAvailable = ({
  notAvailable: { title, heading: headingText, text, ask },
}: LocalisedMessages): void => showScreen(title, heading(headingText), paragraph(text), paragraph(ask))

export const showDamagedLink = ({ damagedLink: { title, heading: headingText, text } }: LocalisedMessages): void =>
  showScreen(title, heading(headingText), paragraph(text))

/** Shows why the page asks no questions: the page cannot guarantee who would read the answers. */
export const showDistrust = ({ distrust }: LocalisedMessages, reason: DistrustReason): void =>
  showScreen(
    distrust.title,
    heading(distrust.heading),
    element('p', { class: 'notice bad' }, distrust[reason]),
    paragraph(distrust.text),
  )

export interface Retry {
  readonly retry: () => void
  /** A signal that is aborted when a retry starts, because the retry leads to another screen. */
  readonly retried: AbortSignal
}

export const showUnreachable = (
  { unreachable }: LocalisedMessages,
  reason: 'text' | 'busy',
  { retry, retried }: Retry,
): void => {
  const retryButton = button(unreachable.again, retry, { class: 'main' })
  retried.addEventListener('abort', () => setBusy(retryButton, true))
  showScreen(
    unreachable.title,
    heading(unreachable.heading),
    paragraph(unreachable[reason]),
    element('div', { class: 'buttons' }, retryButton),
  )
}

/** Shows why the page cannot run in this browser. */
export const showUnsupported = ({ unsupported }: LocalisedMessages, reason: 'tooOld' | 'insecure'): void =>
  showScreen(unsupported.title, heading(unsupported.heading), paragraph(unsupported[reason]))
