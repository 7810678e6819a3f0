import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'

/** Returns the message for a failed action, or undefined if the action succeeded. */
export const refusalMessage = (reply: Reply<unknown>, messages: Messages): string | undefined => {
  if (reply.outcome === 'done') return undefined
  if (reply.outcome === 'unclear') return messages.unreachable
  switch (reply.code) {
    case 'not-available':
      return messages.noLonger
    case 'conflict':
      return messages.conflict
    case 'not-permitted':
      return messages.notPermitted
    case 'not-signed-in':
      return messages.signedOut
    case 'too-many-requests':
      return messages.tooMany
    default:
      return messages.refused
  }
}
