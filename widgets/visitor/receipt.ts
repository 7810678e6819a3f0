/** The receipt: what was sent to whom and when, and the receipt number. The visitor can print it, or save it as a file. */
import { receiptNumber } from '../../contracts/receipt-number.ts'
import type { Theme } from '../../contracts/theme.ts'
import type { SubmittedForm } from '../../contracts/visitor-form.ts'
import { contextTerms } from '../shared/context-list.ts'
import { button, element } from '../shared/dom.ts'
import { isFramed } from '../shared/embedding-host.ts'
import { masthead } from './masthead.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { heading, showScreen } from './screen.ts'

/**
 * Shows the receipt. `theme` is undefined if the form had ended before the page was loaded, because the reply then contains no
 * theme. The complete submission id is the title of the receipt number, and is printed below it.
 */
export const showReceipt = (
  messages: LocalisedMessages,
  { siteName, submittedAt, submissionId, context }: SubmittedForm,
  theme?: Theme,
): void => {
  const { receipt, locale, formatLocale } = messages
  const site = bidiIsolate(siteName, locale)
  const submittedText = new Intl.DateTimeFormat(formatLocale, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(submittedAt),
  )
  showScreen(
    receipt.title(site),
    masthead(messages, siteName, theme),
    heading(receipt.heading(site)),
    element('p', { class: 'notice good' }, isFramed() ? receipt.inChat : receipt.onPage),
    element(
      'dl',
      { class: 'receipt' },
      element('dt', {}, receipt.to),
      element('dd', {}, receipt.toWhom(site)),
      element('dt', {}, receipt.when),
      element('dd', {}, element('time', { datetime: submittedAt, translate: 'no' }, submittedText)),
      ...contextTerms(context, messages.context, formatLocale).flat(),
      element('dt', {}, receipt.number),
      element(
        'dd',
        { dir: 'ltr', translate: 'no' },
        element('span', { class: 'receipt-number', title: submissionId }, receiptNumber(submissionId)),
        element('small', { class: 'printed-only' }, submissionId),
      ),
    ),
    element(
      'div',
      { class: 'buttons' },
      button(receipt.print, () => window.print()),
    ),
  )
}
