import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'

/** Why something that the agent pressed did not happen; nothing when it did. */
export const refusalMessage = (reply: Reply<unknown>, words: Messages): string | undefined => {
  if (reply.outcome === 'done') return undefined
  if (reply.outcome === 'unclear') return words.unreachable
  switch (reply.code) {
    case 'not-available':
      return words.noLonger
    case 'conflict':
      return words.conflict
    case 'not-permitted':
      return words.notPermitted
    case 'not-signed-in':
      return words.signedOut
    case 'too-many-requests':
      return words.tooMany
    default:
      return words.refused
  }
}
