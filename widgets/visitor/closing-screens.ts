/** The screens on which there is nothing to fill in. */
import type { SubmittedForm } from '../../contracts/visitor-form.ts'
import { button, element } from '../shared/dom.ts'
import type { Distrust } from '../shared/trust-form.ts'
import { heading, showScreen } from './screen.ts'
import { distrustWords } from './words.ts'

const paragraph = (text: string) => element('p', {}, text)

export const showReceipt = ({ siteName, submittedAt, submissionId }: SubmittedForm): void => {
  const when = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(submittedAt))
  showScreen(
    `Sent to ${siteName}`,
    heading(`Your answers were sent to ${siteName}`),
    element('p', { class: 'notice good' }, 'They arrived safely. You can close this form and go on chatting.'),
    element(
      'dl',
      { class: 'receipt' },
      element('dt', {}, 'Sent to'),
      element('dd', {}, `The agent at ${siteName} who sent you this form. Nobody else in the chat can read it.`),
      element('dt', {}, 'When'),
      element('dd', {}, when),
      element('dt', {}, 'Reference'),
      element('dd', {}, submissionId),
    ),
  )
}

export const showDeclined = (siteName: string): void =>
  showScreen(
    'Not filled in',
    heading('You chose not to fill this in'),
    paragraph(
      `Nothing was sent to ${siteName}, and the agent knows. If you change your mind, ask them in the chat to send the form again.`,
    ),
  )

export const showNotAvailable = (): void =>
  showScreen(
    'This form is not available',
    heading('This form is not available here'),
    paragraph(
      'A form opens in one browser only and only for a while. Perhaps it was opened in another one, took too long, or the chat has ended.',
    ),
    paragraph('Please ask the agent in the chat to send it again.'),
  )

export const showDamagedLink = (): void =>
  showScreen(
    'This link is not complete',
    heading('This link is not complete'),
    paragraph('Secure forms open with the whole link from the chat. Press it there, or copy all of it.'),
  )

/** Nothing is asked and nothing was sent: the page cannot promise who would read it. */
export const showDistrust = (because: Distrust): void =>
  showScreen(
    'This form is not safe',
    heading('Please do not fill in this form'),
    element('p', { class: 'notice bad' }, distrustWords[because]),
    paragraph(
      'So this page cannot promise that only your agent could read your answers, and does not ask for them. Nothing was sent. Please tell the agent in the chat and ask for a new form.',
    ),
  )

export const showUnreachable = (retry: () => void): void =>
  showScreen(
    'The form cannot be reached',
    heading('The form cannot be reached just now'),
    paragraph('Perhaps the connection was lost. Nothing is used up: you can try again.'),
    element('div', { class: 'buttons' }, button('Try again', retry, { class: 'main' })),
  )
