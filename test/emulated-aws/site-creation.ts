/** `npm run site:create` on the emulated account, run as the operator does. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AdminGetUserCommand, AdminListGroupsForUserCommand } from '@aws-sdk/client-cognito-identity-provider'
import type { CommandResult } from '../full/terminal.ts'
import { cognitoOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'
import { testPassword } from './sign-in.ts'

export const createSite = (
  { deployment }: Pick<DemoService, 'deployment'>,
  args: readonly string[],
): Promise<CommandResult> => deployment.npmRun(['site:create', '--', ...args])

/** The emulator sends no e-mail, so the password comes from a file. */
export function passwordFile({ folder }: Pick<DemoService, 'folder'>): string {
  const file = join(folder, 'temporary-password')
  writeFileSync(file, testPassword)
  return file
}

/** The pool's state of a person. */
export async function poolUserState({ emulator, stage }: Pick<DemoService, 'emulator' | 'stage'>, Username: string) {
  const client = cognitoOf(emulator)
  const user = { UserPoolId: stage.userPoolId, Username }
  const { UserStatus, UserAttributes = [] } = await client.send(new AdminGetUserCommand(user))
  const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand(user))
  client.destroy()
  const site = UserAttributes.find(({ Name }) => Name === 'custom:site')?.Value
  return { status: UserStatus, site, groups: Groups.map(({ GroupName }) => GroupName) }
}
