import type { Permission } from '../../../contracts/permissions.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { messages } from '../messages/current.ts'

/**
 * Asks before a person gains sensitive permissions by a role. An empty role means the role in the person's sign-in. Resolves to
 * true if the administrator agrees, or if there is no gain.
 */
export const confirmGrant = async (subject: string, role: string, gains: readonly Permission[]): Promise<boolean> => {
  if (gains.length === 0) return true
  const list = gains.map((permission) => messages.permissions[permission]).join('; ')
  const { title, text, yes, no } = messages.people.askGrant
  const question = text(subject, role === '' ? messages.people.bySignIn : role, list)
  return await confirmInDialog({ title, text: question, yes, no, focus: 'no' })
}
