/** The screens on which there is nothing to fill in. */
import type { Theme } from '../../contracts/template.ts'
import type { SubmittedForm } from '../../contracts/visitor-form.ts'
import { button, element, setBusy } from '../shared/dom.ts'
import type { DistrustReason } from '../shared/trust-form.ts'
import { masthead } from './masthead.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { heading, showScreen } from './screen.ts'

const paragraph = (text: string) => element('p', {}, text)

/** Without the theme where the form had ended before the page was loaded: then nothing says it. */
export const showReceipt = (
  words: LocalisedMessages,
  { siteName, submittedAt, submissionId }: SubmittedForm,
  theme?: Theme,
): void => {
  const { receipt, locale, formatLocale } = words
  const site = bidiIsolate(siteName, locale)
  const when = new Intl.DateTimeFormat(formatLocale, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(submittedAt),
  )
  showScreen(
    receipt.title(site),
    masthead(words, siteName, theme),
    heading(receipt.heading(site)),
    element('p', { class: 'notice good' }, receipt.text),
    element(
      'dl',
      { class: 'receipt' },
      element('dt', {}, receipt.to),
      element('dd', {}, receipt.toWhom(site)),
      element('dt', {}, receipt.when),
      element('dd', {}, element('time', { datetime: submittedAt }, when)),
      element('dt', {}, receipt.reference),
      element('dd', { dir: 'ltr' }, submissionId),
    ),
  )
}

export const showDeclined = (words: LocalisedMessages, siteName: string, theme?: Theme): void =>
  showScreen(
    words.declined.title,
    masthead(words, siteName, theme),
    heading(words.declined.heading),
    paragraph(words.declined.text(bidiIsolate(siteName, words.locale))),
  )

export const showNotAvailable = ({ notAvailable: { title, heading: top, text, ask } }: LocalisedMessages): void =>
  showScreen(title, heading(top), paragraph(text), paragraph(ask))

export const showDamagedLink = ({ damagedLink: { title, heading: top, text } }: LocalisedMessages): void =>
  showScreen(title, heading(top), paragraph(text))

/** Nothing is asked and nothing was sent: the page cannot promise who would read it. */
export const showDistrust = ({ distrust }: LocalisedMessages, because: DistrustReason): void =>
  showScreen(
    distrust.title,
    heading(distrust.heading),
    element('p', { class: 'notice bad' }, distrust[because]),
    paragraph(distrust.text),
  )

export interface Retry {
  readonly retry: () => void
  /** Aborted once another try is under way; what comes of it is another screen. */
  readonly tried: AbortSignal
}

export const showUnreachable = (
  { unreachable }: LocalisedMessages,
  because: 'text' | 'busy',
  { retry, tried }: Retry,
): void => {
  const again = button(unreachable.again, retry, { class: 'main' })
  tried.addEventListener('abort', () => setBusy(again, true))
  showScreen(
    unreachable.title,
    heading(unreachable.heading),
    paragraph(unreachable[because]),
    element('div', { class: 'buttons' }, again),
  )
}
