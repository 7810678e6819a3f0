/** What the agent is told. */
import type { FormStatusOnTheWire } from '../../../contracts/form-view.ts'
import type { RefusalCode } from '../../../contracts/problem.ts'

export const statusWords: Readonly<Record<FormStatusOnTheWire, string>> = {
  sent: 'Sent. The visitor has not opened it yet.',
  opened: 'Opened. The visitor is filling it in.',
  submitted: 'The answers have arrived. Only you can read them.',
  retrieved: 'You have read the answers.',
  declined: 'The visitor would rather not fill this in.',
  cancelled: 'You cancelled it. The visitor’s link is dead.',
  expired: 'It ran out of time. You can send it again.',
}

/** Why something that the agent pressed did not happen. */
export const refusalWords = (code: RefusalCode): string => {
  switch (code) {
    case 'not-available':
      return 'This is not available: the conversation is over, or the form was sent by somebody else.'
    case 'conflict':
      return 'The form has moved on in the meantime. Look at its status.'
    case 'not-permitted':
      return 'Your profile does not allow secure forms.'
    case 'not-signed-in':
      return 'You are signed out. Reload the page to sign in again.'
    case 'too-many-requests':
      return 'Too much is going on just now. Wait a minute and try again.'
    default:
      return 'The service did not take this.'
  }
}

export const unclearWords = 'The service cannot be reached just now. Try again in a moment.'

export const conversationOverWords =
  'The conversation is over. Every key of its forms is dead, and nobody here can read an answer any more.'
